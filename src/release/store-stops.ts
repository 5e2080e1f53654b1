import { type Kysely, sql } from 'kysely'
import type { HoldReason, HoldScope } from '#zones'

/** A row of `release_holds`, with its lift by one tenant where there is one. `tenant` is `*` for a hold over everything. */
export type HoldRow = Readonly<{
  id: string
  tenant: string
  scope: HoldScope
  reason: HoldReason
  officer: string
  since: Date
  document: Buffer
  liftDigest: string | null
  liftDocument: Buffer | null
  liftedAt: Date | null
}>

const JOINED = sql`h.id, h.tenant, h.scope, h.reason, h.officer, h.since, h.document, l.digest as "liftDigest",
  l.document as "liftDocument", l.lifted_at as "liftedAt"`

export type NewHold = Omit<HoldRow, 'liftDigest' | 'liftDocument' | 'liftedAt'>

/** False when the hold is known already. */
export async function insertHold(db: Kysely<unknown>, one: NewHold): Promise<boolean> {
  const { rows } = await sql`insert into release_holds (id, tenant, scope, reason, officer, since, document)
    values (${one.id}, ${one.tenant}, ${JSON.stringify(one.scope)}::jsonb, ${one.reason}, ${one.officer}, ${one.since},
      ${one.document}) on conflict (id) do nothing returning id`.execute(db)
  return rows.length > 0
}

/** Every hold that counts for a tenant, newest first: its own, and those over everything by the officers named. */
export async function holdRows(
  db: Kysely<unknown>,
  tenant: string,
  everSigners: readonly string[],
): Promise<readonly HoldRow[]> {
  const { rows } = await sql<HoldRow>`select ${JOINED} from release_holds h
    left join release_lifts l on l.hold = h.id and l.tenant = ${tenant}
    where h.tenant = ${tenant} or (h.tenant = '*' and h.officer = any(${[...everSigners]}::text[]))
    order by h.since desc, h.id`.execute(db)
  return rows
}

export async function holdRow(db: Kysely<unknown>, tenant: string, id: string): Promise<HoldRow | null> {
  const { rows } = await sql<HoldRow>`select ${JOINED} from release_holds h
    left join release_lifts l on l.hold = h.id and l.tenant = ${tenant} where h.id = ${id}`.execute(db)
  return rows[0] ?? null
}

/** Notes which document would lift a hold; never replaces one that did. */
export async function setLiftDraft(db: Kysely<unknown>, hold: string, tenant: string, digest: string): Promise<void> {
  await sql`insert into release_lifts (hold, tenant, digest) values (${hold}, ${tenant}, ${digest})
    on conflict (hold, tenant) do update set digest = excluded.digest where release_lifts.document is null`.execute(db)
}

/** A lift that is signed: the hold is over for this tenant. False when it was before. */
export async function insertLift(
  db: Kysely<unknown>,
  one: Readonly<{ hold: string; tenant: string; digest: string; document: Buffer; liftedAt: Date }>,
): Promise<boolean> {
  const { rows } = await sql`insert into release_lifts (hold, tenant, digest, document, lifted_at)
    values (${one.hold}, ${one.tenant}, ${one.digest}, ${one.document}, ${one.liftedAt})
    on conflict (hold, tenant) do update set digest = excluded.digest, document = excluded.document,
      lifted_at = excluded.lifted_at where release_lifts.document is null returning hold`.execute(db)
  return rows.length > 0
}

export type AlertRow = Readonly<{
  id: string
  tenant: string
  reason: HoldReason
  openedBy: string
  openedAt: Date
  closedAt: Date | null
}>

const ALERT = sql`id, tenant, reason, opened_by as "openedBy", opened_at as "openedAt", closed_at as "closedAt"`

export async function insertAlert(db: Kysely<unknown>, one: Omit<AlertRow, 'closedAt'>): Promise<void> {
  await sql`insert into release_alerts (id, tenant, reason, opened_by, opened_at)
    values (${one.id}, ${one.tenant}, ${one.reason}, ${one.openedBy}, ${one.openedAt})`.execute(db)
}

/** Newest first; at most 500. */
export async function alertRows(db: Kysely<unknown>, tenant: string, onlyOpen: boolean): Promise<readonly AlertRow[]> {
  const open = onlyOpen ? sql`and closed_at is null` : sql``
  const { rows } = await sql<AlertRow>`select ${ALERT} from release_alerts where tenant = ${tenant} ${open}
    order by opened_at desc, id limit 500`.execute(db)
  return rows
}

/** An alert that is open at this tenant, kept so until the end of the act; null when there is none of that id. */
export async function openAlertRow(db: Kysely<unknown>, tenant: string, id: string): Promise<AlertRow | null> {
  const { rows } = await sql<AlertRow>`select ${ALERT} from release_alerts
    where tenant = ${tenant} and id = ${id} and closed_at is null for update`.execute(db)
  return rows[0] ?? null
}

export async function markClosed(db: Kysely<unknown>, id: string, by: string, at: Date): Promise<void> {
  await sql`update release_alerts set closed_at = ${at}, closed_by = ${by} where id = ${id}`.execute(db)
}
