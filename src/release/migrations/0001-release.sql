-- What may go out, who asked for it, what is out now, what is held. Tenants stand by their name on the wall.
-- Bytes stand in the vault, sealed; here are their ids and hashes.

create table release_candidates (
  id text primary key,
  tenant text not null,
  officer text not null,
  at timestamptz not null,
  file_name bytea not null,
  extension text not null,
  file text,
  size_bytes bigint not null,
  state text not null check (state in ('receiving', 'waiting', 'inspecting', 'inspected', 'cancelled', 'failed')),
  progress jsonb,
  inspection jsonb,
  failure text,
  worker text,
  worker_seen timestamptz,
  destroy_at timestamptz not null
);
create index release_candidates_tenant on release_candidates (tenant, at desc, id desc);
create index release_candidates_open on release_candidates (state, at) where state in ('waiting', 'inspecting', 'receiving');

-- One version of one data set. `entry` orders them for paging.
create table release_releases (
  entry bigint generated always as identity,
  id text primary key,
  tenant text not null,
  slug text not null,
  version integer not null check (version >= 1),
  state text not null check (state in ('proposed', 'published', 'embargoed', 'withdrawn', 'rejected')),
  verdict text not null check (verdict in ('block', 'review', 'clear')),
  words jsonb not null,
  search text not null,
  inspection jsonb not null,
  officer text not null,
  proposed_at timestamptz not null,
  published_at timestamptz,
  embargo timestamptz,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  rejected_at timestamptz,
  -- The date that its pages bear: that of the manifest that was signed, or the end of its embargo.
  dated_at timestamptz,
  row_count bigint not null,
  columns jsonb not null,
  files jsonb not null,
  shown text not null,
  document text,
  approvals jsonb not null default '[]'
);
create unique index release_releases_version on release_releases (tenant, slug, version) where state <> 'rejected';
create index release_releases_tenant on release_releases (tenant, entry desc);
create index release_releases_state on release_releases (tenant, state, entry desc);
create index release_releases_document on release_releases (document);

-- Where the bytes of a hash rest: in a file of the vault, perhaps with others.
create table release_contents (
  sha256 text primary key,
  file text not null,
  first bigint not null,
  size_bytes bigint not null,
  at timestamptz not null
);
create index release_contents_file on release_contents (file);

-- What a draft of the wall is for; the draft itself and its signatures are kept by officers.
create table release_drafts (
  digest text primary key,
  tenant text not null,
  purpose text not null check (purpose in ('publish', 'withdraw', 'renew')),
  release text,
  reason text,
  at timestamptz not null
);
create index release_drafts_tenant on release_drafts (tenant, at);

-- Every manifest that was ever current, signed; `release_sites` says which is now.
create table release_manifests (
  digest text primary key,
  tenant text not null,
  epoch integer not null,
  version integer not null,
  document bytea not null,
  at timestamptz not null
);
create index release_manifests_tenant on release_manifests (tenant, epoch desc, version desc);
create table release_sites (
  tenant text primary key,
  digest text references release_manifests,
  lease jsonb
);

create table release_holds (
  id text primary key,
  tenant text not null,
  scope jsonb not null,
  reason text not null,
  officer text not null,
  since timestamptz not null,
  document bytea not null
);
create index release_holds_tenant on release_holds (tenant, since desc);
-- A hold over everything is lifted by each tenant for itself.
create table release_lifts (
  hold text not null references release_holds,
  tenant text not null,
  digest text not null,
  document bytea,
  lifted_at timestamptz,
  primary key (hold, tenant)
);

create table release_alerts (
  id text primary key,
  tenant text not null,
  reason text not null,
  opened_by text not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  closed_by text
);
create index release_alerts_tenant on release_alerts (tenant, opened_at desc);

create table release_envelopes (
  sha256 text not null,
  tenant text not null,
  file text not null,
  size_bytes bigint not null,
  pulled_at timestamptz not null,
  primary key (tenant, sha256)
);

-- Every path that a manifest lists or listed: what can be held.
create table release_paths (
  tenant text not null,
  path text not null,
  release text not null,
  primary key (tenant, path)
);
