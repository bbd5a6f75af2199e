-- The digest of each fact's entry: a stored row that is changed afterwards no longer fits it.

alter table journal.event add column leaf bytea;
-- A change of type writes the table anew without an update, which the triggers would refuse. The
-- expression is StoredFact.leaf() in SQL.
alter table journal.event alter column leaf type bytea using sha256(
  '\x00'::bytea || convert_to(
    'sunshine-ledger/v1' || chr(10)
    || id::text || chr(10)
    || to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || chr(10)
    || encode(sha256(salt || detail), 'base64') || chr(10),
    'UTF8'));
alter table journal.event
  alter column leaf set not null,
  add constraint event_leaf_of_32_bytes check (octet_length(leaf) = 32);
comment on column journal.event.leaf is 'RFC 6962 leaf hash of the entry: SHA-256 over a zero byte and the entry''s bytes';

-- Made twice under two names.
drop index journal.event_jurisdiction;

-- What a long stream comes to, so that an order need not read all of it.

set local role ledger_app;

create table view.snapshot (
  stream   text collate "C" not null,
  sequence bigint not null,
  code     bytea  not null,
  state    bytea  not null,
  made_at  timestamptz not null default now(),
  constraint snapshot_pkey primary key (stream),
  constraint snapshot_code_of_32_bytes check (octet_length(code) = 32)
);

comment on table view.snapshot is 'what a long stream came to at one of its facts; may be thrown away at any time';
comment on column view.snapshot.stream is 'the stream, e.g. project/XM-2016-0001';
comment on column view.snapshot.sequence is 'the last fact that is in it';
comment on column view.snapshot.code is 'SHA-256 of the program that folded it; another program does not use it';
comment on column view.snapshot.state is 'the aggregate''s fields as JSON in UTF-8';
comment on column view.snapshot.made_at is 'for the operator''s eye only';

reset role;
