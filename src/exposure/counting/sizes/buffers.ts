/** What servers hand to the network at a time, and what a segment of TCP carries: answers that broke off have equal lengths where these end. */
export const BUFFER_BYTES = 4_096
const SEGMENT_BYTES = [1_460, 1_448] as const

/** Whether so many bytes end where buffers or segments do. */
export function isBufferEnd(bytes: number): boolean {
  return bytes % BUFFER_BYTES === 0 || SEGMENT_BYTES.some(segment => bytes % segment === 0)
}
