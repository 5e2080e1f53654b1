/**
 * A page as the console shows it: addresses that begin at the root of the site begin at the root of the preview. Nothing else is changed;
 * what is signed are the bytes themselves, which the hash of the file names.
 */
export function rewritten(html: string, base: string): string {
  return html.replace(/(<[a-z][^>]*?\s(?:href|src)=")\/(?!\/)/g, `$1${base}/`)
}
