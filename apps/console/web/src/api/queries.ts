import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { LedgerEvent } from '#ledger'
import type { Officer, PendingDocument, Role } from '#officers'
import type { Alert, Candidate, PlacedHold, Release, ReleaseDetail, WallView } from '#release'
import { ask, ofTenant, Refused } from './client.ts'

/** Who sits here, and for which bodies. */
export type Session = Readonly<{
  officer: Readonly<{ id: string; name: string | null }>
  tenants: readonly Readonly<{
    name: string
    title: Readonly<{ fr: string; en: string }>
    role: Role
    /** Of the public site, without a slash at the end. */
    address: string
  }>[]
}>

/** One page of the ledger. */
export type LedgerPage = Readonly<{
  size: number
  root: string
  checkpoint: string
  entries: readonly Readonly<{ index: number; event: LedgerEvent }>[]
}>

// What others do shows within this time; the portal obeys a hold in as much.
const FRESH_MS = 5_000
const MOVING_MS = 1_000

/** Who sits here; null when nobody is signed in. */
export function useSession() {
  return useQuery({
    queryKey: ['session'],
    queryFn: () => ask<Session>('GET', '/session').catch(nobody),
    staleTime: 60_000,
    refetchOnWindowFocus: true,
  })
}

function nobody(fault: unknown): null {
  if (fault instanceof Refused && fault.status === 401) return null
  throw fault
}

export function useWall(tenant: string) {
  return useQuery({
    queryKey: [tenant, 'wall'],
    queryFn: () => ask<WallView>('GET', ofTenant(tenant, 'wall')),
    refetchInterval: query => (query.state.data?.candidates.some(isMoving) ? MOVING_MS : FRESH_MS),
  })
}

/** Whether something still happens to a candidate by itself. */
export function isMoving(candidate: Candidate): boolean {
  return candidate.state === 'receiving' || candidate.state === 'waiting' || candidate.state === 'inspecting'
}

export function useCandidates(tenant: string) {
  return useQuery({
    queryKey: [tenant, 'candidates'],
    queryFn: () => ask<readonly Candidate[]>('GET', ofTenant(tenant, 'candidates')),
    refetchInterval: query => (query.state.data?.some(isMoving) ? MOVING_MS : FRESH_MS),
  })
}

export function useCandidate(tenant: string, id: string) {
  return useQuery({
    queryKey: [tenant, 'candidates', id],
    queryFn: () => ask<Candidate>('GET', ofTenant(tenant, 'candidates', id)),
    refetchInterval: query => (query.state.data && isMoving(query.state.data) ? MOVING_MS : false),
  })
}

const PAGE = 100

/** The releases that a search finds, newest first, read as the list is scrolled. */
export function useReleases(tenant: string, search: string) {
  return useInfiniteQuery({
    queryKey: [tenant, 'releases', { search }],
    queryFn: ({ pageParam }) => {
      const asked = new URLSearchParams({ search, limit: String(PAGE), ...(pageParam ? { before: pageParam } : {}) })
      return ask<{ items: readonly Release[]; more: boolean | string | null }>(
        'GET',
        `${ofTenant(tenant, 'releases')}?${asked}`,
      )
    },
    initialPageParam: '',
    // Where a page ends is said by the room; a plain yes means by its last release.
    getNextPageParam: page => (typeof page.more === 'string' ? page.more : page.more ? page.items.at(-1)?.id : null),
    placeholderData: before => before,
  })
}

/** Pages of found releases that are looked through for one address. */
const MOST_PAGES = 20

/** The newest version of the data set at an address, rejected ones aside; null where there is none. Not asked for while `slug` is empty. */
export function useNewestVersion(tenant: string, slug: string) {
  return useQuery({
    queryKey: [tenant, 'newest', slug],
    queryFn: async () => {
      const newest = await newestVersion(tenant, slug)
      return newest && (await ask<ReleaseDetail>('GET', ofTenant(tenant, 'releases', newest.id)))
    },
    enabled: slug !== '',
    staleTime: 60_000,
  })
}

async function newestVersion(tenant: string, slug: string): Promise<Release | null> {
  let before: string | null = ''
  for (let page = 0; page < MOST_PAGES && before !== null; page++) {
    const asked = new URLSearchParams({ search: slug, limit: String(PAGE), ...(before ? { before } : {}) })
    const path = `${ofTenant(tenant, 'releases')}?${asked}`
    const found: FoundPage = await ask<FoundPage>('GET', path)
    const newest = found.items.find(one => one.slug === slug && one.state !== 'rejected')
    if (newest) return newest
    before = found.more
  }
  return null
}

type FoundPage = Readonly<{ items: readonly Release[]; more: string | null }>

/** Everything about one release; not asked for while `id` is null. */
export function useRelease(tenant: string, id: string | null) {
  return useQuery({
    queryKey: [tenant, 'releases', id],
    queryFn: () => ask<ReleaseDetail>('GET', ofTenant(tenant, 'releases', id ?? '')),
    enabled: id !== null && id !== '',
    // With its inspection it is heavy; what others sign is seen by its document, every five seconds.
    refetchInterval: 3 * FRESH_MS,
  })
}

export function useDocuments(tenant: string) {
  return useQuery({
    queryKey: [tenant, 'documents'],
    queryFn: () => ask<readonly PendingDocument[]>('GET', ofTenant(tenant, 'documents')),
    refetchInterval: FRESH_MS,
  })
}

/** One document; not asked for while `digest` is null. */
export function useDocument(tenant: string, digest: string | null) {
  return useQuery({
    queryKey: [tenant, 'documents', digest],
    queryFn: () => ask<PendingDocument>('GET', ofTenant(tenant, 'documents', digest ?? '')),
    enabled: digest !== null,
    refetchInterval: FRESH_MS,
  })
}

export function useHolds(tenant: string) {
  return useQuery({
    queryKey: [tenant, 'holds'],
    queryFn: () => ask<readonly PlacedHold[]>('GET', ofTenant(tenant, 'holds')),
    refetchInterval: FRESH_MS,
  })
}

export function useAlerts(tenant: string) {
  return useQuery({
    queryKey: [tenant, 'alerts'],
    queryFn: () => ask<readonly Alert[]>('GET', ofTenant(tenant, 'alerts')),
    refetchInterval: FRESH_MS,
  })
}

export function useOfficers(tenant: string) {
  return useQuery({
    queryKey: [tenant, 'officers'],
    queryFn: () => ask<readonly Officer[]>('GET', ofTenant(tenant, 'officers')),
    staleTime: FRESH_MS,
  })
}

/** Says the name behind an id: an officer that this tenant knows, else null. */
export function useNames(tenant: string): (id: string) => string | null {
  const officers = useOfficers(tenant).data
  const session = useSession().data
  return id => {
    if (session?.officer.id === id) return session.officer.name
    return officers?.find(one => one.id === id)?.name ?? null
  }
}

export function useLedgerPage(from: number, limit: number) {
  return useQuery({
    queryKey: ['ledger', from, limit],
    queryFn: () => ask<LedgerPage>('GET', `/ledger?from=${from}&limit=${limit}`),
    staleTime: FRESH_MS,
  })
}

/**
 * Something that changes the state of the world: runs it, then everything on the screens is asked for again, whether it went well
 * or was refused.
 */
export function useDeed<Asked, Answer>(deed: (asked: Asked) => Promise<Answer>, done?: (answer: Answer) => void) {
  const client = useQueryClient()
  return useMutation<Answer, Error, Asked>({
    mutationFn: deed,
    onSuccess: answer => done?.(answer),
    onSettled: () => client.invalidateQueries(),
  })
}
