import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { KIND_IDS } from '../catalogue.ts'
import { closedSetOf } from './closed-sets.ts'
import { CLOSED_SETS } from './closed-values.ts'

/** The first kind, with a question mark where it is ambiguous. */
const best = (values: string): string => {
  const found = closedSetOf(values.split('|'))[0]
  return found === undefined ? 'nothing' : `${found.kind}${found.ambiguous ? '?' : ''} ${found.covered}`
}

describe('the distinct values of a column', () => {
  it.each([
    ['M|F', 'sex 1'], ['H|F', 'sex 1'], ['m|w|d', 'sex 1'], ['Male|Female|Unknown', 'sex 1'], ['homme|femme', 'sex 1'],
    ['männlich|weiblich|divers', 'sex 1'], ['1|2', 'sex? 1'], ['F', 'nothing'],
    ['Mr|Mrs|Miss|Dr', 'name.title 1'], ['M.|Mme', 'name.title 1'],
    ['Married|Divorced|Never-married', 'civil.marital 1'], ['célibataire|marié(e)|pacsé|veuf', 'civil.marital 1'],
    ['A+|O-|AB+|B-', 'health.blood-group 1'], ['A|B|AB|O', 'health.blood-group? 1'],
    ['Catholique|Musulmane|Sans religion', 'belief.religion 1'], ['Hindu|Sikh|Jewish|None', 'belief.religion 1'],
    ['CGT|CFDT|FO|UNSA', 'belief.union 1'], ['Republican|Democratic|Independent', 'belief.politics 1'],
    ['Parti socialiste|Les Républicains|LFI', 'belief.politics 1'], ['CDU|SPD|Die Linke', 'belief.politics 1'],
    ['Heterosexual|Gay or lesbian|Bisexual', 'sex-life 1'],
    ['White|Black or African American|Asian|Hispanic', 'origin.ethnic 1'], ['White British|Pakistani|Black Caribbean', 'origin.ethnic 1'],
    ['Type 2 diabetes|Asthma|Chronic kidney disease', 'health.condition 1'], ['Hypertension artérielle|Diabète', 'health.condition 1'],
    ['Metformin 500 mg|Atorvastatine 20mg', 'health.medication 1'], ['enceinte|non enceinte', 'health.pregnancy 1'],
    ['Never smoker|Ex-smoker|Current smoker', 'health.measure 1'],
    ['HS-grad|Bachelors|Masters|Some-college', 'education.level 1'], ['Bac+2|Bac+5|Sans diplôme', 'education.level 1'],
    ['Nurse|Software engineer|Primary school teacher', 'work.occupation 1'], ['Salarié|Retraité|Demandeur d\'emploi', 'work.occupation 1'],
    ['convicted|acquitted|charged', 'offence 1'], ['Armed robbery|Burglary|Theft from vehicle', 'offence 1'],
    ['Condamné|Relaxé|Classé sans suite', 'offence 1'], ['Standard|Judicial|Reserve|Custodial', 'permit 1'],
    ['France|Germany|Spain', 'address.country 1'], ['FRA|DEU|ESP', 'address.country 1'], ['California|Texas|Ohio', 'address.region 1'],
    ['CA|NY|TX|FL|WA', 'address.region 1'], ['Ain|Rhône|Bouches-du-Rhône', 'address.region 1'], ['Bayern|Hessen|Sachsen', 'address.region 1'],
    ['Kent|Surrey|Greater London', 'address.region 1'], ['01|13|2A|69|75', 'address.region? 1'],
    ['18-24 ans|25-34 ans|65 ans et plus', 'age 1'], ['Yes|No', 'attribute? 1'], ['française|marocaine|portugaise', 'civil.nationality? 1'],
    ['mother|father|daughter', 'family.relation 1'],
  ])('%s are %s', (values, kind) => expect(best(values)).toBe(kind)) // biome-ignore format: a table

  it.each([
    'red|green|blue|black|white', 'S|M|L|XL', 'Jean|Paul|Marie', 'U|D', 'Active|Pending|Closed', 'Windows|Linux|macOS', '10|20|30|40',
    'apple|pear|plum', 'North|South|East|West', 'LAPD|LASD',
  ])('%s are nothing', values => expect(best(values)).toBe('nothing')) // biome-ignore format: a list

  it.each([
    ['black|white', 'origin.ethnic? 1'],
    ['FR|DE|ES', 'address.country? 1'],
    ['primary|secondary|tertiary', 'education.level? 1'],
  ])('%s alone are only a hint: %s', (values, kind) => expect(best(values)).toBe(kind))

  it('are judged apart from those that say nothing', () => {
    expect(closedSetOf(['Male', 'Female', 'Unknown', 'N/A', ''])).toEqual([
      { kind: 'sex', covered: 1, ambiguous: false },
    ])
  })

  it('give a share when some lie outside', () => {
    expect(closedSetOf(['Male', 'Female', 'Other thing', 'Fleet'])).toEqual([
      { kind: 'sex', covered: 0.5, ambiguous: false },
    ])
  })

  it('never throw, and the order does not matter', () => {
    fc.assert(fc.property(fc.array(fc.string()), values => {
      expect(closedSetOf([...values].reverse())).toEqual(closedSetOf(values))
    })) // biome-ignore format: short
  })
})

describe('the sets', () => {
  it('name kinds of the catalogue', () => {
    for (const set of CLOSED_SETS) expect(KIND_IDS).toContain(set.kind)
  })

  it('hold at least two values each, or a shape', () => {
    for (const set of CLOSED_SETS) expect(set.shape !== undefined || [...set.values()].length >= 2).toBe(true)
  })
})
