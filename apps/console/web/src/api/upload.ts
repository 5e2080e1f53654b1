import { useSyncExternalStore } from 'react'
import type { Refusal } from '#kernel'
import type { Candidate } from '#release'
import { ofTenant, refusalIn } from './client.ts'

/** A file on its way to the private zone. It goes on while the officer looks at other screens. */
export type Upload = Readonly<{
  id: number
  tenant: string
  fileName: string
  sizeBytes: number
  sentBytes: number
  /** The candidate that it became. */
  candidate: string | null
  refusal: Refusal | null
}>

let uploads: readonly Upload[] = []
let next = 1
const listeners = new Set<() => void>()
const requests = new Map<number, XMLHttpRequest>()

/** The uploads of this window for a tenant, those under way and those refused. */
export function useUploads(tenant: string): readonly Upload[] {
  const all = useSyncExternalStore(listen, () => uploads)
  return all.filter(one => one.tenant === tenant && one.candidate === null)
}

/** Sends a file, streamed by the browser; `arrived` is told when the private zone has it whole. */
export function upload(tenant: string, file: File, arrived: () => void): void {
  const id = next++
  const request = new XMLHttpRequest()
  requests.set(id, request)
  const begun = { id, tenant, fileName: file.name, sizeBytes: file.size, sentBytes: 0, candidate: null, refusal: null }
  change([...uploads, begun])
  request.upload.onprogress = event => update(id, { sentBytes: Math.min(event.loaded, file.size) })
  request.onload = () => {
    ended(id, answerOf(request))
    arrived()
  }
  request.onerror = () => ended(id, { refusal: refusalIn({ code: 'console/unreachable' }, 0) })
  request.onabort = () => forgetUpload(id)
  request.open('POST', `/api${ofTenant(tenant, 'candidates')}`)
  request.setRequestHeader('accept', 'application/json')
  const form = new FormData()
  form.append('file', file)
  request.send(form)
}

/** Stops an upload: the private zone keeps nothing of it. */
export function cancelUpload(id: number): void {
  const request = requests.get(id)
  if (request) request.abort()
  else forgetUpload(id)
}

/** Takes an upload that ended off the list. */
export function forgetUpload(id: number): void {
  requests.delete(id)
  change(uploads.filter(one => one.id !== id))
}

function answerOf(request: XMLHttpRequest): Partial<Upload> {
  const content = parsed(request.responseText)
  if (request.status >= 200 && request.status < 300) return { candidate: (content as Candidate).id }
  return { refusal: refusalIn(content, request.status) }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // no JSON: the refusal is made from the status
  }
}

function ended(id: number, facts: Partial<Upload>): void {
  requests.delete(id)
  update(id, facts)
}

function update(id: number, facts: Partial<Upload>): void {
  change(uploads.map(one => (one.id === id ? { ...one, ...facts } : one)))
}

function change(now: readonly Upload[]): void {
  uploads = now
  window.onbeforeunload = requests.size > 0 ? event => event.preventDefault() : null
  for (const tell of listeners) tell()
}

function listen(tell: () => void): () => void {
  listeners.add(tell)
  return () => listeners.delete(tell)
}
