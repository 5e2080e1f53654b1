/**
 * The rules that a kind of personal data falls under, in the three law packs. Sources, wording and the dates of the
 * versions read stand in `docs/law/personal-data.md`; a citation here names article and text only.
 */
export type LawBasis = Readonly<{ eu: string; uk: string; us_ca: string }>

// biome-ignore format: one line a family
export const LAW_BASES = [
  'none', 'ordinary', 'name', 'identifier', 'professional', 'location', 'online', 'national', 'nir', 'nhs', 'us-identity', 'account', 'card',
  'credential', 'income', 'image', 'health', 'genetic', 'biometric', 'religion', 'politics', 'union', 'sex-life', 'ethnic', 'nationality',
  'offence', 'firearm',
] as const
export type LawBasisId = (typeof LAW_BASES)[number]

const ART_4 = 'GDPR Art. 4(1)'
const UK_4 = 'UK GDPR Art. 4(1); DPA 2018 s. 3(2)-(3)'
const CA_V = 'Civ. Code 1798.140(v)(1)'
const IPA = 'Civ. Code 1798.3(a)'
const UK_9 = 'UK GDPR Art. 9(1); DPA 2018 s. 10-11, Sch. 1 Pt. 1-2'

/**
 * What each basis is in EU/French, UK and Californian law. `1798.140` and `1798.81.5` bind businesses; a Californian public
 * agency is bound by the Information Practices Act (`1798.3`, `1798.29`), so both are named.
 * SOURCE: docs/law/personal-data.md, with the date of each version read.
 */
export const LAW: Readonly<Record<LawBasisId, LawBasis>> = {
  none: {
    eu: 'GDPR recital 14 (legal persons)',
    uk: 'DPA 2018 s. 3(2) (living individuals only)',
    us_ca: `${IPA} (individuals only)`,
  },
  ordinary: { eu: ART_4, uk: UK_4, us_ca: `${CA_V}; ${IPA}` },
  name: { eu: `${ART_4} ("such as a name")`, uk: UK_4, us_ca: `${CA_V}(A); ${IPA}; 1798.29(g)(1)` },
  identifier: { eu: `${ART_4} ("an identification number")`, uk: UK_4, us_ca: `${CA_V}(A); ${IPA}` },
  professional: { eu: `${ART_4} (also in a professional role)`, uk: UK_4, us_ca: `${CA_V}(A),(I); ${IPA}` },
  location: { eu: `${ART_4} ("location data")`, uk: UK_4, us_ca: `${CA_V}(G); 1798.140(ae)(1)(C) where precise` },
  online: { eu: `${ART_4} ("online identifier"); recital 30`, uk: UK_4, us_ca: `${CA_V}(A),(F); 1798.140(aj)` },
  national: {
    eu: 'GDPR Art. 4(1), 87 and the law of the State that issues it',
    uk: UK_4,
    us_ca: `${CA_V}(A); 1798.81.5(d)(1)(A)(ii); 1798.29(g)(1)`,
  },
  nir: {
    eu: 'GDPR Art. 87; loi 78-17 art. 30; décret 2019-341; CSS art. R. 115-1; CSP art. L. 1111-8-1',
    uk: UK_4,
    us_ca: `${CA_V}(A); ${IPA}`,
  },
  nhs: {
    eu: 'GDPR Art. 4(1), 87',
    uk: `${UK_4}; Health and Social Care Act 2012 s. 251A`,
    us_ca: `${CA_V}(A); ${IPA}`,
  },
  'us-identity': {
    eu: 'GDPR Art. 4(1), 87',
    uk: UK_4,
    us_ca: `${CA_V}(A); 1798.140(ae)(1)(A); 1798.81.5(d)(1)(A)(i)-(ii); 1798.29(g)(1)(A)-(B)`,
  },
  account: {
    eu: ART_4,
    uk: UK_4,
    us_ca: `${CA_V}(A),(B); 1798.140(ae)(1)(B) with its code; 1798.81.5(d)(1)(A)(iii)`,
  },
  card: {
    eu: `${ART_4}; CNIL délibération 2018-303 (payment cards)`,
    uk: UK_4,
    us_ca: '1798.140(ae)(1)(B) with its code; 1798.81.5(d)(1)(A)(iii); 1798.29(g)(1)(C)',
  },
  credential: {
    eu: 'GDPR Art. 4(1), 32(1)',
    uk: 'UK GDPR Art. 4(1), 32(1)',
    us_ca: '1798.140(ae)(1)(B); 1798.81.5(d)(1)(B); 1798.29(g)(2)',
  },
  income: { eu: `${ART_4} ("economic identity")`, uk: UK_4, us_ca: `${CA_V}(B),(I); ${IPA} (financial matters)` },
  image: { eu: `${ART_4}; Art. 9(1) and recital 51 when matched by machine`, uk: UK_4, us_ca: `${CA_V}(H)` },
  health: {
    eu: 'GDPR Art. 9(1), 4(15)',
    uk: UK_9,
    us_ca: '1798.140(ae)(2)(B); 1798.81.5(d)(1)(A)(iv); 1798.29(g)(1)(D); Civ. Code 56.05',
  },
  genetic: { eu: 'GDPR Art. 9(1), 4(13)', uk: UK_9, us_ca: '1798.140(ae)(1)(F); 1798.81.5(d)(1)(A)(vii)' },
  biometric: { eu: 'GDPR Art. 9(1), 4(14)', uk: UK_9, us_ca: '1798.140(c), (ae)(2)(A); 1798.81.5(d)(1)(A)(vi)' },
  religion: { eu: 'GDPR Art. 9(1)', uk: UK_9, us_ca: '1798.140(ae)(1)(D)' },
  politics: {
    eu: 'GDPR Art. 9(1)',
    uk: `${UK_9} (para. 22)`,
    us_ca: `${CA_V}(C); ${IPA}; Elections Code 2194 (voter files)`,
  },
  union: { eu: 'GDPR Art. 9(1)', uk: UK_9, us_ca: '1798.140(ae)(1)(D)' },
  'sex-life': { eu: 'GDPR Art. 9(1)', uk: UK_9, us_ca: '1798.140(ae)(2)(C)' },
  ethnic: { eu: 'GDPR Art. 9(1)', uk: UK_9, us_ca: '1798.140(ae)(1)(D)' },
  nationality: {
    eu: `${ART_4} (not Art. 9 alone)`,
    uk: UK_4,
    us_ca: '1798.140(ae)(1)(D) (citizenship or immigration status)',
  },
  offence: {
    eu: 'GDPR Art. 10; loi 78-17 art. 46; Directive (EU) 2016/680',
    uk: 'UK GDPR Art. 10; DPA 2018 s. 10(4)-(5), 11(2), Sch. 1 Pt. 3; Part 3',
    us_ca: `Penal Code 11075, 11105, 13102; ${IPA}`,
  },
  firearm: { eu: ART_4, uk: UK_4, us_ca: `Penal Code 11106, 26175; Gov. Code 7923.800; ${IPA}` },
}
