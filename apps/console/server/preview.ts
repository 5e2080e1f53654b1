/**
 * The bytes of a page as the console shows them: addresses that begin at the root of the site begin at the root of the preview. Nothing
 * else is changed; what is signed are the bytes themselves, which the hash of the file names.
 */
export function rewritten(
  { mediaType, bytes }: Readonly<{ mediaType: string; bytes: Uint8Array }>,
  base: string,
): Uint8Array<ArrayBuffer> {
  if (!mediaType.startsWith('text/html')) return Uint8Array.from(bytes)
  const html = Buffer.from(bytes).toString('utf8')
  return Buffer.from(html.replace(/(<[a-z][^>]*?\s(?:href|src)=")\/(?!\/)/g, `$1${base}/`))
}
