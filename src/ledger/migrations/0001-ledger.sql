-- The files of the ledger (docs/formats/ledger.md) by path. Only the row 'checkpoint' and partial tiles are ever replaced.
create table ledger_files (
  path text primary key,
  bytes bytea not null
);
-- Hashes do not compress: storing them as they are saves the attempt.
alter table ledger_files alter column bytes set storage external;
