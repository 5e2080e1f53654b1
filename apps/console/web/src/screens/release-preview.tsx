import { useState } from 'react'
import type { ReleaseDetail } from '#release'
import { ofTenant } from '../api/client.ts'
import { useSession } from '../api/queries.ts'
import { Pick } from '../parts/field.tsx'
import { useSpeech } from '../words/words.tsx'

/** What the public will see: the signed bytes themselves, in a frame without scripts, forms or windows. */
export function Preview({ release, tenant }: Readonly<{ release: ReleaseDetail; tenant: string }>) {
  const { w, lang } = useSpeech()
  const pages = [...new Set(release.files.filter(isPage).map(file => file.path))]
  const own = pages.find(path => path.startsWith(`/${lang}/`) && path.includes(release.slug)) ?? pages[0]
  const [chosen, setChosen] = useState<string | null>(null)
  const path = chosen ?? own
  if (path === undefined) return null
  return (
    <section>
      <h2>{release.state === 'published' ? w.release.previewOut : w.release.preview}</h2>
      {pages.length > 1 && (
        <Pick
          label={w.release.previewPage}
          value={path}
          change={setChosen}
          options={pages.map(value => ({ value, label: value }))}
        />
      )}
      <iframe
        className="preview"
        sandbox="allow-same-origin"
        title={w.release.previewOf(path)}
        src={`/api${ofTenant(tenant, 'releases', release.id, 'preview')}${path}`}
      />
    </section>
  )
}

/** The address of the release's own page, in the officer's language where there is one; null while nobody else can see it. */
export function usePublicPage(release: ReleaseDetail, tenant: string): string | null {
  const { lang } = useSpeech()
  const address = useSession().data?.tenants.find(one => one.name === tenant)?.address
  const pages = release.files.filter(isPage).map(file => file.path)
  const own = pages.find(path => path.startsWith(`/${lang}/`)) ?? pages[0]
  if (release.state !== 'published' || release.held || !address || !own) return null
  return `${address}${own}`
}

function isPage({ mediaType }: Readonly<{ mediaType: string }>): boolean {
  return mediaType.startsWith('text/html')
}
