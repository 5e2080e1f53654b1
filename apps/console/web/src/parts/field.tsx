import type { ReactNode } from 'react'
import { FieldError, Input, Label, Radio, RadioGroup, Text, TextArea, TextField } from 'react-aria-components'

type Said = Readonly<{
  label: string
  value: string
  change: (value: string) => void
  hint?: string
  error?: string | null
  /** Several lines. */
  long?: boolean
  type?: 'text' | 'email'
  autoComplete?: string
  lang?: string
  name?: string
  /** Where an error summary leads. */
  id?: string
  hidden?: boolean
}>

/** One line, or several, to write in; what is wrong stands at the field and is read out with it. */
export function Field(props: Said) {
  const { error = null } = props
  return (
    <TextField
      className="field"
      value={props.value}
      onChange={props.change}
      isInvalid={error !== null}
      type={props.type ?? 'text'}
      validationBehavior="aria"
      {...(props.autoComplete ? { autoComplete: props.autoComplete } : {})}
      {...(props.name ? { name: props.name } : {})}
      {...(props.id ? { id: props.id } : {})}
    >
      <Label className={props.hidden ? 'unseen' : 'label'}>{props.label}</Label>
      {props.hint && (
        <Text slot="description" className="hint">
          {props.hint}
        </Text>
      )}
      {props.long ? <TextArea rows={3} lang={props.lang} /> : <Input lang={props.lang} />}
      <FieldError className="error">{error}</FieldError>
    </TextField>
  )
}

/** One of a few, all visible. */
export function Choice<T extends string>(
  props: Readonly<{
    label: string
    value: T | null
    options: readonly Readonly<{ value: T; label: string; hint?: string }>[]
    change: (value: T) => void
    look?: 'list' | 'inline'
  }>,
) {
  return (
    <RadioGroup
      className={`choice ${props.look ?? 'list'}`}
      value={props.value}
      onChange={value => props.change(value as T)}
    >
      <Label className="label">{props.label}</Label>
      <div className="options">
        {props.options.map(one => (
          <Radio key={one.value} value={one.value} className="radio">
            <span className="mark" aria-hidden="true" />
            <span>
              {one.label}
              {one.hint && <small className="soft block">{one.hint}</small>}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}

/** One of many, in the browser's own list: it works with every keyboard, reader and telephone. */
export function Pick(
  props: Readonly<{
    label: string
    value: string
    change: (value: string) => void
    options: readonly Readonly<{ value: string; label: string }>[]
    hint?: string
    error?: string | null
    id?: string
  }>,
): ReactNode {
  const { error = null } = props
  const id = props.id ?? `pick-${props.label}`
  return (
    <div className="field">
      <label className="label" htmlFor={id}>
        {props.label}
      </label>
      {props.hint && (
        <small className="hint" id={`${id}-hint`}>
          {props.hint}
        </small>
      )}
      <select
        id={id}
        value={props.value}
        onChange={event => props.change(event.target.value)}
        aria-invalid={error !== null}
        aria-describedby={`${id}-hint ${id}-error`}
      >
        {props.options.map(one => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
      <span className="error" id={`${id}-error`}>
        {error}
      </span>
    </div>
  )
}
