import { useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Button, DropZone, FileTrigger, isFileDropItem, Text } from 'react-aria-components'
import { useCandidates, useSession } from '../api/queries.ts'
import { cancelUpload, type Upload, upload, useUploads } from '../api/upload.ts'
import { Act } from '../parts/act.tsx'
import { Empty, Heading } from '../parts/facts.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Progress } from '../parts/progress.tsx'
import { RefusalNote } from '../parts/refusal.tsx'
import { roleIn } from '../shell/body.tsx'
import { useSpeech } from '../words/words.tsx'
import { CandidateRow } from './wall-inside.tsx'

/** Drop a file, see what is in it. What was dropped before stands beneath. */
export function Inspect() {
  const { tenant } = useParams({ from: '/t/$tenant' })
  const { w } = useSpeech()
  const candidates = useCandidates(tenant)
  return (
    <>
      <Heading title={w.inspect.title} lead={w.inspect.lead} />
      <Place tenant={tenant} />
      <section aria-labelledby="received">
        <h2 id="received">{w.inspect.list}</h2>
        <Loaded from={candidates}>
          {list =>
            list.length === 0 ? (
              <Empty>{w.inspect.empty}</Empty>
            ) : (
              <ul className="rows">
                {list.map(candidate => (
                  <CandidateRow key={candidate.id} candidate={candidate} tenant={tenant} />
                ))}
              </ul>
            )
          }
        </Loaded>
      </section>
    </>
  )
}

/** Where files are dropped or chosen, and those on their way. */
function Place({ tenant }: Readonly<{ tenant: string }>) {
  const { w } = useSpeech()
  const client = useQueryClient()
  const uploads = useUploads(tenant)
  const isAuditor = roleIn(useSession().data, tenant) === 'auditor'
  const take = (files: readonly File[]) => {
    for (const file of files) upload(tenant, file, () => void client.invalidateQueries({ queryKey: [tenant] }))
  }
  if (isAuditor) return <p className="soft">{w.officers.onlyOfficer}</p>
  return (
    <>
      <DropZone
        className="drop"
        onDrop={async event => take(await Promise.all(event.items.filter(isFileDropItem).map(item => item.getFile())))}
      >
        <Text slot="label" className="drop-label">
          {w.inspect.drop}
        </Text>
        <FileTrigger allowsMultiple onSelect={files => take(Array.from(files ?? []))}>
          <Button className="button main">{w.inspect.choose}</Button>
        </FileTrigger>
        <small className="soft">{w.inspect.formats}</small>
      </DropZone>
      {uploads.map(one => (
        <UploadRow key={one.id} one={one} />
      ))}
      {uploads.some(one => one.refusal === null) && <p className="soft">{w.inspect.stay}</p>}
    </>
  )
}

function UploadRow({ one }: Readonly<{ one: Upload }>) {
  const { w, bytes } = useSpeech()
  return (
    <div className="upload">
      {one.refusal ? (
        <>
          <strong>{one.fileName}</strong>
          <RefusalNote fault={one.refusal} />
        </>
      ) : (
        <Progress part={one.sizeBytes ? one.sentBytes / one.sizeBytes : 0} label={w.inspect.progress(one.fileName)} />
      )}
      <small className="soft">
        {bytes(one.sentBytes)} / {bytes(one.sizeBytes)}
      </small>
      <Act look="quiet" press={() => cancelUpload(one.id)}>
        {one.refusal ? w.inspect.forget : w.inspect.cancel}
      </Act>
    </div>
  )
}
