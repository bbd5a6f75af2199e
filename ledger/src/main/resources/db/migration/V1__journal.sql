-- Schema journal: history. It may be added to; nobody may change it (grants below, triggers at the end).

create schema journal;
comment on schema journal is '账本: the facts, in commit order, and what makes an append happen once';

create table journal.event (
  position    bigint      not null,
  recorded_at timestamptz not null,
  id          uuid        not null,
  stream      text collate "C" not null,
  sequence    bigint      not null,
  type        text collate "C" not null,
  salt        bytea       not null,
  detail      bytea       not null,
  constraint event_pkey primary key (position),
  constraint event_id_key unique (id),
  constraint event_stream_sequence_key unique (stream, sequence),
  constraint event_position_from_0 check (position >= 0),
  constraint event_sequence_from_0 check (sequence >= 0),
  constraint event_salt_of_32_bytes check (octet_length(salt) = 32),
  constraint event_detail_of_1_mib check (octet_length(detail) <= 1048576)
);

-- A detail is about 1 kB and is written once: compressing it costs more than it saves, and up to 4 kB
-- it stays in the row, where the bulk reads of the views find it.
alter table journal.event alter column detail set storage external;
alter table journal.event set (toast_tuple_target = 4096);

-- Every order asks for the divisions of its day; they are few among many facts.
create index event_jurisdiction on journal.event (position)
  where stream like 'region/%' or stream like 'policy/%';

-- Every node keeps the divisions and open backfills in memory and reads what is new of them. The
-- predicate is word for word that of the query, or the planner would not use it.
create index event_stage on journal.event (position)
  where stream like 'region/%' or stream like 'policy/%';

comment on table journal.event is 'one row a fact; what is hashed into the log follows from the row';
comment on column journal.event.position is 'from 0, without gaps, in commit order; leaf index of the log and tracking token';
comment on column journal.event.recorded_at is 'when it was committed, by the database''s clock, in microseconds; never decreases with position';
comment on column journal.event.id is 'id of the fact, in every reference to it';
comment on column journal.event.stream is 'what the fact is about, e.g. household/4101850010010001';
comment on column journal.event.sequence is 'place within the stream, from 0, without gaps';
comment on column journal.event.type is 'published name with its version, e.g. household.household-identified.v1';
comment on column journal.event.salt is '32 random bytes before the detail in the digest of the entry, so that nobody can guess a detail';
comment on column journal.event.detail is 'the whole content: one CloudEvents 1.0 object, JSON in UTF-8, written once and never serialised again';

create table journal.claim (
  kind     text collate "C" not null,
  key      text collate "C" not null,
  turn     integer not null,
  holder   text    not null,
  held     boolean not null,
  position bigint,
  constraint claim_pkey primary key (kind, key, turn),
  constraint claim_turn_from_0 check (turn >= 0)
);

comment on table journal.claim is 'what may be held once only, as a history of takings and releases: the last turn counts';
comment on column journal.claim.kind is 'what kind of thing, e.g. person-on-register';
comment on column journal.claim.key is 'which one; of a person only a keyed fingerprint';
comment on column journal.claim.turn is 'from 0, one more with each taking and each release';
comment on column journal.claim.holder is 'the stream that takes or releases it';
comment on column journal.claim.held is 'true: taken; false: released';
comment on column journal.claim.position is 'position of the first fact of the append, null when it had none';

create table journal.idempotency (
  key            text collate "C" not null,
  body_hash      bytea  not null,
  first_position bigint not null,
  last_position  bigint not null,
  constraint idempotency_pkey primary key (key),
  constraint idempotency_body_hash_of_32_bytes check (octet_length(body_hash) = 32)
);

comment on table journal.idempotency is 'orders that must happen once: a second one with the same key writes nothing';
comment on column journal.idempotency.key is 'chosen by the caller';
comment on column journal.idempotency.body_hash is 'keyed SHA-256 of what was ordered; another body under the same key is refused';
comment on column journal.idempotency.first_position is 'position of the first fact it led to, -1 for none';
comment on column journal.idempotency.last_position is 'position of the last fact it led to, -1 for none';

create function journal.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% on %.% is refused: history is only added to', tg_op, tg_table_schema, tg_table_name
    using errcode = 'restrict_violation';
end
$$;
comment on function journal.refuse_change() is 'stands behind every update, delete and truncate of history, the owner''s too';

-- For each statement, not for each row: it refuses even where no row would match.
create trigger append_only before update or delete or truncate on journal.event
  for each statement execute function journal.refuse_change();
create trigger append_only before update or delete or truncate on journal.claim
  for each statement execute function journal.refuse_change();
create trigger append_only before update or delete or truncate on journal.idempotency
  for each statement execute function journal.refuse_change();

-- Also where a session calls itself a replica.
alter table journal.event enable always trigger append_only;
alter table journal.claim enable always trigger append_only;
alter table journal.idempotency enable always trigger append_only;

grant usage on schema journal to ledger_app, ledger_reader;
grant select, insert on journal.event, journal.claim, journal.idempotency to ledger_app;
grant select on journal.event, journal.claim, journal.idempotency to ledger_reader;
