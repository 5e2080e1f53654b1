import { useNavigate, useParams } from '@tanstack/react-router'
import { type ReactNode, useRef, useState } from 'react'
import type { Bilingual, Candidate, Release } from '#release'
import { ask, ofTenant } from '../api/client.ts'
import { useCandidate, useDeed } from '../api/queries.ts'
import { Act } from '../parts/act.tsx'
import { columnNames } from '../parts/columns-table.tsx'
import { Heading } from '../parts/facts.tsx'
import { Choice, Field, Pick } from '../parts/field.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { RefusalNote } from '../parts/refusal.tsx'
import { useSpeech } from '../words/words.tsx'
import { type Draft, emptyDraft, slugOf, type Wrong, wordsOf, wrongIn } from './proposal.ts'
import { EarlierWords, Existing } from './propose-again.tsx'

/** The words that go out with a table: one form, what is wrong said at the field and in a summary. */
export function Propose() {
  const { tenant, candidate: id } = useParams({ from: '/t/$tenant/inspect/$candidate/propose' })
  const candidate = useCandidate(tenant, id)
  return <Loaded from={candidate}>{one => <Form candidate={one} tenant={tenant} />}</Loaded>
}

type Put = (part: Partial<Draft>) => void
type Part = Readonly<{ draft: Draft; put: Put; wrong: Wrong }>

function Form({ candidate, tenant }: Readonly<{ candidate: Candidate; tenant: string }>) {
  const { w } = useSpeech()
  const navigate = useNavigate()
  const [draft, setDraft] = useState<Draft>(emptyDraft)
  const [typed, setTyped] = useState<ReadonlySet<string>>(new Set())
  const [tried, setTried] = useState(false)
  const summary = useRef<HTMLDivElement>(null)
  const columns = columnNames(candidate.inspection, draft.table)
  const found = wrongIn(draft, columns, Date.now())
  const wrong = tried ? found : {}
  const proposing = useDeed(
    () =>
      ask<Release>('POST', ofTenant(tenant, 'releases'), {
        ...wordsOf(draft, columns),
        candidate: candidate.id,
      }),
    release => navigate({ to: '/t/$tenant/releases/$release', params: { tenant, release: release.id } }),
  )
  const send = () => {
    setTried(true)
    if (Object.keys(found).length === 0) proposing.mutate(undefined)
    else requestAnimationFrame(() => summary.current?.focus())
  }
  const put = (given: Partial<Draft>) => {
    setDraft(before => ({ ...before, ...given }))
    setTyped(before => new Set([...before, ...Object.keys(given)]))
  }
  const part = { draft, wrong, put }
  return (
    <form
      className="propose"
      onSubmit={event => {
        event.preventDefault()
        send()
      }}
    >
      <Heading title={w.propose.title} lead={w.propose.lead} />
      <Summary wrong={wrong} place={summary} />
      <TableChoice candidate={candidate} {...part} />
      <Existing tenant={tenant} {...part} />
      <EarlierWords tenant={tenant} draft={draft} typed={typed} columns={columns} take={setDraft} />
      <Texts {...part} />
      <Dictionary {...part} columns={columns} />
      <ChartChoice {...part} columns={columns} />
      <Embargo {...part} />
      <RefusalNote fault={proposing.error} />
      <div className="acts end">
        <Act look="main" press={send} busy={proposing.isPending}>
          {w.propose.press}
        </Act>
      </div>
    </form>
  )
}

function Summary({ wrong, place }: Readonly<{ wrong: Wrong; place: React.RefObject<HTMLDivElement | null> }>) {
  const { w } = useSpeech()
  const names = Object.keys(wrong)
  if (names.length === 0) return null
  return (
    <div className="refusal" ref={place} tabIndex={-1} role="alert">
      <strong>{w.propose.errors(names.length)}</strong>
      <ul>
        {names.map(name => (
          <li key={name}>
            <a href={`#${fieldId(name)}`} onClick={event => lead(event, name)}>
              {fieldName(name, w)}
            </a>
            {' : '}
            {w.propose[wrong[name]]}
          </li>
        ))}
      </ul>
    </div>
  )
}

function lead(event: React.MouseEvent, name: string): void {
  event.preventDefault()
  const group = document.getElementById(fieldId(name))
  const field = group?.matches('input, select') ? group : group?.querySelector<HTMLElement>('input, textarea, select')
  field?.focus()
}

function fieldId(name: string): string {
  return `field-${name.replace(/[^a-zA-Z0-9-]/g, '_')}`
}

type Words = ReturnType<typeof useSpeech>['w']

function fieldName(name: string, w: Words): string {
  if (name.startsWith('column:')) return name.slice('column:'.length)
  const names: Readonly<Record<string, string>> = {
    title: w.propose.name,
    description: w.propose.description,
    changes: w.propose.changes,
    slug: w.propose.address,
    chart: w.propose.chart,
    embargo: w.propose.embargo,
  }
  return names[name] ?? name
}

function TableChoice({ candidate, draft, put }: Part & Readonly<{ candidate: Candidate }>) {
  const { w } = useSpeech()
  const tables = candidate.inspection?.tables ?? []
  if (tables.length < 2) return null
  return (
    <Pick
      label={w.propose.table}
      value={String(draft.table)}
      change={value => put({ table: Number(value), x: '', y: '', series: '' })}
      options={tables.map((table, i) => ({ value: String(i), label: table.name }))}
    />
  )
}

/** A text in both languages, side by side. */
function Both(
  props: Readonly<{
    name: string
    label: string
    hint?: string
    value: Bilingual
    change: (value: Bilingual) => void
    error: string | null
    long?: boolean
  }>,
): ReactNode {
  const { w } = useSpeech()
  const { value, change, error } = props
  const one = (lang: 'fr' | 'en', language: string) => (
    <Field
      label={w.propose.inLanguage(props.label, language)}
      lang={lang}
      value={value[lang]}
      change={text => change({ ...value, [lang]: text })}
      error={value[lang].trim() === '' ? error : null}
      {...(props.hint ? { hint: props.hint } : {})}
      {...(props.long ? { long: true } : {})}
    />
  )
  return (
    <div className="both" id={fieldId(props.name)}>
      {one('fr', w.common.french)}
      {one('en', w.common.english)}
    </div>
  )
}

function Texts({ draft, put, wrong }: Part) {
  const { w } = useSpeech()
  const error = (name: string) => (wrong[name] ? w.propose[wrong[name]] : null)
  const title = (value: Bilingual) => {
    const followed = draft.slug === slugOf(draft.title.fr)
    put(followed ? { title: value, slug: slugOf(value.fr) } : { title: value })
  }
  return (
    <>
      <Both name="title" label={w.propose.name} value={draft.title} change={title} error={error('title')} />
      <Both
        name="description"
        label={w.propose.description}
        hint={w.propose.descriptionHint}
        long
        value={draft.description}
        change={description => put({ description })}
        error={error('description')}
      />
      <Both
        name="changes"
        label={w.propose.changes}
        hint={w.propose.changesHint}
        value={draft.changes}
        change={changes => put({ changes })}
        error={error('changes')}
      />
      <Field
        id={fieldId('slug')}
        label={w.propose.address}
        hint={w.propose.addressHint}
        value={draft.slug}
        change={slug => put({ slug })}
        error={error('slug')}
      />
      <Pick
        label={w.propose.licence}
        value={draft.licence}
        change={licence => put({ licence })}
        options={Object.entries(w.propose.licences).map(([value, label]) => ({ value, label }))}
      />
    </>
  )
}

function Dictionary({ draft, put, wrong, columns }: Part & Readonly<{ columns: readonly string[] }>) {
  const { w } = useSpeech()
  const put1 = (column: string, lang: 'fr' | 'en', text: string) => {
    const before = draft.columns[column] ?? { fr: '', en: '' }
    put({ columns: { ...draft.columns, [column]: { ...before, [lang]: text } } })
  }
  const field = (column: string, lang: 'fr' | 'en', language: string) => {
    const value = draft.columns[column]?.[lang] ?? ''
    const isWrong = wrong[`column:${column}`] !== undefined && value.trim() === ''
    return (
      <Field
        hidden
        lang={lang}
        label={w.propose.meaning(column, language)}
        value={value}
        change={text => put1(column, lang, text)}
        error={isWrong ? w.propose.missing : null}
      />
    )
  }
  return (
    <fieldset className="dictionary">
      <legend>{w.propose.dictionary}</legend>
      <p className="hint">{w.propose.dictionaryHint}</p>
      <div className="dictionary-head" aria-hidden="true">
        <span />
        <span>{w.common.french}</span>
        <span>{w.common.english}</span>
      </div>
      {columns.map(column => (
        <div key={column} className="dictionary-row" id={fieldId(`column:${column}`)}>
          <code>{column}</code>
          {field(column, 'fr', w.common.french)}
          {field(column, 'en', w.common.english)}
        </div>
      ))}
    </fieldset>
  )
}

function ChartChoice({ draft, put, wrong, columns }: Part & Readonly<{ columns: readonly string[] }>) {
  const { w } = useSpeech()
  const named = columns.map(name => ({ value: name, label: name }))
  const blank = { value: '', label: '–' }
  const error = wrong.chart ? w.propose.chartWrong : null
  return (
    <div className="chart-choice" id={fieldId('chart')}>
      <Choice
        label={w.propose.chart}
        look="inline"
        value={draft.chart}
        change={chart => put({ chart })}
        options={[
          { value: 'none', label: w.propose.chartNone },
          { value: 'bar', label: w.propose.chartBar },
          { value: 'line', label: w.propose.chartLine },
        ]}
      />
      <p className="hint">{w.propose.chartHint}</p>
      {draft.chart !== 'none' && (
        <div className="three">
          <Pick
            label={w.propose.chartX}
            value={draft.x}
            change={x => put({ x })}
            options={[blank, ...named]}
            error={error}
          />
          <Pick
            label={w.propose.chartY}
            value={draft.y}
            change={y => put({ y })}
            options={[blank, ...named]}
            error={error}
          />
          <Pick
            label={w.propose.chartSeries}
            value={draft.series}
            change={series => put({ series })}
            options={[{ value: '', label: w.propose.seriesNone }, ...named]}
          />
        </div>
      )}
    </div>
  )
}

function Embargo({ draft, put, wrong }: Part) {
  const { w } = useSpeech()
  const id = fieldId('embargo')
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {w.propose.embargo} <span className="soft">({w.common.optional})</span>
      </label>
      <small className="hint" id={`${id}-hint`}>
        {w.propose.embargoHint}
      </small>
      <input
        id={id}
        type="datetime-local"
        value={draft.embargo}
        onChange={event => put({ embargo: event.target.value })}
        aria-describedby={`${id}-hint ${id}-error`}
        aria-invalid={wrong.embargo !== undefined}
      />
      <span className="error" id={`${id}-error`}>
        {wrong.embargo && w.propose.embargoPast}
      </span>
    </div>
  )
}
