/** FNV-1a of a text, 32 bits: to choose and to tell apart, never to protect. SOURCE: draft-eastlake-fnv, over UTF-16 units instead of octets. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
