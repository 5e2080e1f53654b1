-- How often a worker took a candidate and did not come back: a file that ends every process that reads it must not end them for ever.
alter table release_candidates add column tries integer not null default 0;
