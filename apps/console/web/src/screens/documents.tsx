import { useParams } from '@tanstack/react-router'
import { useDocuments } from '../api/queries.ts'
import { Empty, Heading } from '../parts/facts.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { useSpeech } from '../words/words.tsx'
import { DocumentRow } from './wall-inside.tsx'

/** Everything that waits for signatures. */
export function Documents() {
  const { tenant } = useParams({ from: '/t/$tenant' })
  const { w } = useSpeech()
  const documents = useDocuments(tenant)
  return (
    <>
      <Heading title={w.documents.title} lead={w.documents.lead} />
      <Loaded from={documents}>
        {list => {
          const open = list.filter(one => one.state === 'open')
          if (open.length === 0) return <Empty>{w.documents.empty}</Empty>
          return (
            <ul className="rows">
              {open.map(one => (
                <DocumentRow key={one.digest} document={one} tenant={tenant} />
              ))}
            </ul>
          )
        }}
      </Loaded>
    </>
  )
}
