import { useQuery } from '@tanstack/react-query'
import { digestOf, type WallDocument } from '#zones'

/** The digest of a document, computed here from the very thing that is shown; null while it is being computed. */
export function useDigest(body: WallDocument): string | null {
  const { data } = useQuery({
    queryKey: ['digest', body],
    queryFn: () => digestOf(body),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  return data ?? null
}
