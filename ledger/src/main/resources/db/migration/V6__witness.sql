-- What others have signed of this log, and, where this program is a witness, what it has signed of
-- other people's logs. All of it is public.

create table log.cosignature (
  witness     text        not null,
  size        bigint      not null,
  line        text        not null,
  received_at timestamptz not null default clock_timestamp(),
  constraint cosignature_pkey primary key (witness, size),
  constraint cosignature_size_fkey foreign key (size) references log.checkpoint (size),
  constraint cosignature_line_form check (line ~ '^— [^ \n]+ [A-Za-z0-9+/=]+$' and octet_length(line) <= 8192)
);
create index cosignature_size_idx on log.cosignature (size);

comment on table log.cosignature is 'signatures of witnesses (见证) below checkpoints; a checkpoint with enough of them is what the log publishes';
comment on column log.cosignature.witness is 'the witness''s key: name, plus sign, id in eight hexadecimal digits';
comment on column log.cosignature.size is 'of the checkpoint';
comment on column log.cosignature.line is 'the line below the note, without its line feed; holds the time it was signed at';
comment on column log.cosignature.received_at is 'for the operator''s eye only: the signed time is in the line';

create trigger append_only before update or delete or truncate on log.cosignature
  for each statement execute function log.refuse_change();
alter table log.cosignature enable always trigger append_only;

grant select on log.cosignature to ledger_app, ledger_reader;
grant insert (witness, size, line) on log.cosignature to ledger_app;

create schema witness;
comment on schema witness is '见证: what this program, as a witness, has cosigned of other people''s logs';

create table witness.latest (
  origin      text        not null,
  size        bigint      not null default 0,
  root        bytea,
  note        bytea,
  cosigned_at timestamptz,
  constraint latest_pkey primary key (origin),
  constraint latest_size_from_0 check (size >= 0),
  constraint latest_root_of_32_bytes check (octet_length(root) = 32),
  constraint latest_whole_or_none
    check (num_nulls(root, note, cosigned_at) in (0, 3) and (root is not null or size = 0))
);

comment on table witness.latest is 'the newest checkpoint of each log that this witness has cosigned; it only grows, and that is all a witness is for';
comment on column witness.latest.origin is 'the log';
comment on column witness.latest.size is 'of the newest checkpoint, 0 while none was cosigned';
comment on column witness.latest.root is 'its root; null while none was cosigned';
comment on column witness.latest.note is 'the checkpoint in UTF-8 with the log''s signatures and this witness''s';
comment on column witness.latest.cosigned_at is 'the time that was signed, to the second';

create function witness.refuse_going_back() returns trigger language plpgsql as $$
begin
  if tg_op <> 'UPDATE' then
    raise exception '% on witness.latest is refused: what was cosigned is not forgotten', tg_op
      using errcode = 'restrict_violation';
  end if;
  if new.origin <> old.origin or new.size < old.size or new.root is null
    or (old.root is not null and new.size = old.size and new.root <> old.root)
  then
    raise exception 'log % was cosigned at size % already', old.origin, old.size
      using errcode = 'restrict_violation';
  end if;
  return new;
end
$$;
comment on function witness.refuse_going_back() is 'lets what was cosigned only grow, whatever the program does';

create trigger grows_only before update on witness.latest
  for each row execute function witness.refuse_going_back();
create trigger keeps_all before delete or truncate on witness.latest
  for each statement execute function witness.refuse_going_back();
alter table witness.latest enable always trigger grows_only;
alter table witness.latest enable always trigger keeps_all;

create table witness.fork (
  origin  text        not null,
  size    bigint      not null,
  root    bytea       not null,
  note    bytea       not null,
  other   bytea       not null,
  seen_at timestamptz not null,
  constraint fork_pkey primary key (origin, size, root),
  constraint fork_root_of_32_bytes check (octet_length(root) = 32)
);

comment on table witness.fork is 'evidence: two checkpoints of one size with two roots, both signed by the log''s own key';
comment on column witness.fork.origin is 'the log that signed both';
comment on column witness.fork.size is 'of both';
comment on column witness.fork.root is 'root of the one that was refused';
comment on column witness.fork.note is 'the one that was refused, in UTF-8';
comment on column witness.fork.other is 'the one that was cosigned before, in UTF-8';
comment on column witness.fork.seen_at is 'when this witness was asked to cosign the second';

create trigger keeps_all before update or delete or truncate on witness.fork
  for each statement execute function log.refuse_change();
alter table witness.fork enable always trigger keeps_all;

grant usage on schema witness to ledger_app, ledger_reader;
grant select on witness.latest, witness.fork to ledger_app, ledger_reader;
grant insert (origin) on witness.latest to ledger_app;
grant update (size, root, note, cosigned_at) on witness.latest to ledger_app;
grant insert on witness.fork to ledger_app;
