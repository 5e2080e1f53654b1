-- The versions of the master key. `print` tells whether a key file holds it, and nothing about it. The highest version is in force.
create table vault_masters (
  version integer primary key,
  print text not null,
  since timestamptz not null
);

-- Data keys of people and cases, wrapped by the master key. A row that goes takes with it everything that the key sealed.
create table vault_keys (
  subject text primary key,
  master integer not null references vault_masters,
  wrapped bytea not null,
  since timestamptz not null
);

-- What was destroyed, for ever: applied again after a restore.
create table vault_destroyed (
  subject text primary key,
  at timestamptz not null
);

-- The zone's own secrets by purpose: signing keys (with their public half) and the key of the blind indexes (without).
create table vault_secrets (
  purpose text primary key,
  master integer not null references vault_masters,
  wrapped bytea not null,
  public_key text,
  since timestamptz not null
);

-- Sealed files of the folder `files`, each under a key of its own.
create table vault_files (
  id text primary key,
  master integer not null references vault_masters,
  wrapped bytea not null,
  sha256 text not null,
  size_bytes bigint not null,
  until timestamptz,
  since timestamptz not null
);
create index vault_files_until on vault_files (until) where until is not null;
