-- Schema log: the transparency log over journal.event. Everything in it is public, and follows from the
-- leaves and the log's key; what was signed stays.

create schema log;
comment on schema log is '防篡改日志: hash tiles over the facts, and what was signed of them';

create table log.tile (
  level  smallint not null,
  index  bigint   not null,
  hashes bytea    not null,
  constraint tile_pkey primary key (level, index),
  constraint tile_level_from_0 check (level between 0 and 7),
  constraint tile_index_from_0 check (index >= 0),
  constraint tile_of_1_to_256_hashes
    check (octet_length(hashes) between 32 and 8192 and octet_length(hashes) % 32 = 0)
);

-- Hashes do not compress.
alter table log.tile alter column hashes set storage external;

comment on table log.tile is 'C2SP tlog-tiles of height 8; of the last tile of a level the fullest, which begins with every narrower one';
comment on column log.tile.level is '0: leaf hashes; above: roots of 256 hashes of the level below';
comment on column log.tile.index is 'from 0, 256 hashes each';
comment on column log.tile.hashes is '1 to 256 hashes of 32 bytes, one after the other; full ones never change';

create table log.checkpoint (
  size      bigint      not null,
  previous  bigint,
  root      bytea       not null,
  note      bytea       not null,
  signed_at timestamptz not null default clock_timestamp(),
  constraint checkpoint_pkey primary key (size),
  constraint checkpoint_previous_key unique nulls not distinct (previous),
  constraint checkpoint_previous_fkey foreign key (previous) references log.checkpoint (size),
  constraint checkpoint_grows check (size >= 0 and previous < size),
  constraint checkpoint_root_of_32_bytes check (octet_length(root) = 32)
);

comment on table log.checkpoint is 'what the log''s key has signed, in a chain: each but the first names the one before, and nobody else may name that one, so of two that seal at once one fails';
comment on column log.checkpoint.size is 'how many facts are under it; one root for a size, for ever';
comment on column log.checkpoint.previous is 'size of the one before, null for the first';
comment on column log.checkpoint.root is 'RFC 6962 root of the first size facts';
comment on column log.checkpoint.note is 'the signed note in UTF-8, as it was published';
comment on column log.checkpoint.signed_at is 'for the operator''s eye only: checkpoints bear no time';

create function log.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% on %.% is refused: the log is only added to', tg_op, tg_table_schema, tg_table_name
    using errcode = 'restrict_violation';
end
$$;
comment on function log.refuse_change() is 'stands behind every update, delete and truncate of the log, the owner''s too';

create function log.refuse_other_hashes() returns trigger language plpgsql as $$
begin
  if new.level <> old.level or new.index <> old.index
    or octet_length(new.hashes) <= octet_length(old.hashes)
    or substr(new.hashes, 1, octet_length(old.hashes)) <> old.hashes
  then
    raise exception 'tile % of level % may only be continued', old.index, old.level
      using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
comment on function log.refuse_other_hashes() is 'lets a tile grow by hashes on its right, and nothing else';

create trigger append_only before update or delete or truncate on log.checkpoint
  for each statement execute function log.refuse_change();
create trigger append_only before delete or truncate on log.tile
  for each statement execute function log.refuse_change();
create trigger grows_only before update on log.tile
  for each row execute function log.refuse_other_hashes();

-- Also where a session calls itself a replica.
alter table log.checkpoint enable always trigger append_only;
alter table log.tile enable always trigger append_only;
alter table log.tile enable always trigger grows_only;

grant usage on schema log to ledger_app, ledger_reader;
grant select on log.tile, log.checkpoint to ledger_app, ledger_reader;
grant insert on log.tile to ledger_app;
grant update (hashes) on log.tile to ledger_app;
grant insert (size, previous, root, note) on log.checkpoint to ledger_app;
