-- Bodies, the people who act for them, what they signed. Names, addresses, labels and reasons are sealed (bytea).

create table officers_tenants (
  id text primary key,
  name text not null unique,
  title_fr text not null,
  title_en text not null,
  hosts text[] not null,
  -- The issuer whose sign-in comes before the passkey; null where the passkey is enough.
  first_factor text,
  made_at timestamptz not null
);

create table officers_officers (
  id text primary key,
  state text not null check (state in ('invited', 'active', 'removed')),
  name bytea,
  email bytea,
  -- Keyed hash of the address: finds a person, is no address. Null once forgotten.
  email_index text,
  made_at timestamptz not null,
  forgotten_at timestamptz
);
create unique index officers_officers_email on officers_officers (email_index) where state <> 'removed';

-- A role that ended stays: it says who may have a former officer forgotten.
create table officers_roles (
  tenant text not null references officers_tenants (id),
  officer text not null references officers_officers (id),
  role text not null check (role in ('administrator', 'officer', 'auditor')),
  given_at timestamptz not null,
  ended_at timestamptz,
  place bigint generated always as identity,
  primary key (tenant, officer)
);
create index officers_roles_officer on officers_roles (officer);

-- A key stays when it no longer counts: nobody can bring it again under another name.
create table officers_keys (
  key text primary key,
  officer text not null references officers_officers (id),
  kind text not null check (kind in ('passkey', 'key-file')),
  label bytea not null,
  added_at timestamptz not null,
  last_used_at timestamptz,
  removed_at timestamptz,
  credential_id text unique,
  transports text[],
  device_type text check (device_type in ('singleDevice', 'multiDevice')),
  backed_up boolean,
  aaguid text,
  counter bigint,
  rp_id text,
  origin text
);
create index officers_keys_officer on officers_keys (officer);

-- One-time codes: a selector that finds the row, and a keyed hash of the secret.
create table officers_codes (
  selector text primary key,
  secret_index text not null,
  officer text not null references officers_officers (id),
  tenant text references officers_tenants (id),
  purpose text not null check (purpose in ('enrol', 'recover')),
  made_at timestamptz not null,
  expires_at timestamptz not null,
  wrong integer not null default 0,
  used_at timestamptz
);
create table officers_wrong_codes (at timestamptz not null);
create index officers_wrong_codes_at on officers_wrong_codes (at);

-- What the server asked and nobody has answered yet: each is answered once.
create table officers_challenges (
  challenge text primary key,
  purpose text not null,
  subject text not null,
  expires_at timestamptz not null
);
create index officers_challenges_expires on officers_challenges (expires_at);

create table officers_sessions (
  token_hash text primary key,
  officer text not null references officers_officers (id),
  key text not null references officers_keys (key),
  began_at timestamptz not null,
  used_at timestamptz not null,
  ended_at timestamptz
);
create index officers_sessions_officer on officers_sessions (officer, began_at);

create table officers_documents (
  digest text primary key,
  tenant text not null references officers_tenants (id),
  kind text not null,
  -- Canonical bytes of the body.
  body bytea not null,
  drafted_by text not null,
  drafted_at timestamptz not null,
  state text not null check (state in ('open', 'complete', 'stale')),
  place bigint generated always as identity
);
create index officers_documents_open on officers_documents (tenant, place) where state = 'open';

create table officers_approvals (
  digest text not null references officers_documents (digest),
  officer text not null,
  key text not null,
  at timestamptz not null,
  -- The signature as it goes into the document: all of it is public.
  signature text not null,
  reasons bytea,
  place bigint generated always as identity,
  primary key (digest, officer),
  unique (digest, key)
);

create table officers_roots (
  tenant text not null references officers_tenants (id),
  version integer not null,
  digest text not null,
  -- Canonical bytes of the signed root.
  signed bytea not null,
  primary key (tenant, version)
);

-- Somebody confirmed that a person of their own tenant lost every key.
create table officers_confirmations (
  officer text not null references officers_officers (id),
  by_officer text not null references officers_officers (id),
  by_key text not null,
  tenant text not null references officers_tenants (id),
  at timestamptz not null,
  primary key (officer, by_officer, tenant)
);

-- A key that came again under another account: kept for review.
create table officers_sightings (
  kind text not null,
  officers text[] not null,
  at timestamptz not null
);

create table officers_identities (
  -- Keyed hashes: of the issuer and subject.
  identity_index text primary key,
  officer text not null references officers_officers (id),
  bound_at timestamptz not null
);
