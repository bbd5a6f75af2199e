-- What most appends need, where the data is: one call looks, numbers, stamps, hashes and writes.

create function journal.append_plain(
  turn             bigint,
  most_lead        interval,
  guard_streams    text[],
  guard_sequences  bigint[],
  ids              text[],
  streams          text[],
  sequences        bigint[],
  types            text[],
  salts            bytea[],
  details          bytea[],
  commitments      text[],
  keys             text[],
  bodies           bytea[],
  firsts           bigint[],
  lasts            bigint[],
  channel          text
) returns bigint
language plpgsql
as $$
declare
  head   bigint;
  before timestamptz;
  moment timestamptz;
begin
  -- Statements after this one see everything that was committed by whoever had the turn before.
  perform pg_advisory_xact_lock(turn);

  select event.position, event.recorded_at into head, before
  from journal.event order by event.position desc limit 1;
  head := coalesce(head, -1);
  moment := clock_timestamp();
  if before > moment + most_lead then
    return null;
  end if;
  moment := greatest(moment, before);

  if exists (
    select from
      (select unnest(guard_streams) as stream, unnest(guard_sequences) as sequence) as guard
    where guard.sequence <> coalesce(
      (select event.sequence from journal.event
       where event.stream = guard.stream order by event.sequence desc limit 1), -1))
  then
    return null;
  end if;

  if cardinality(keys) > 0 then
    if exists (
      select from (select unnest(keys) as key) as asked
      join journal.idempotency as known on known.key = asked.key)
    then
      return null;
    end if;
    insert into journal.idempotency (key, body_hash, first_position, last_position)
    select once.key, once.body, head + once.first, head + once.last
    from (
      select unnest(keys) as key, unnest(bodies) as body, unnest(firsts) as first,
        unnest(lasts) as last
    ) as once;
  end if;

  -- The leaf is StoredFact.leaf() in SQL.
  insert into journal.event
    (position, recorded_at, id, stream, sequence, type, salt, detail, leaf)
  select head + fact.place, moment, fact.id::uuid, fact.stream, fact.sequence, fact.type,
    fact.salt, fact.detail,
    sha256('\x00'::bytea || convert_to(
      'sunshine-ledger/v1' || chr(10)
      || fact.id || chr(10)
      || to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || chr(10)
      || fact.commitment || chr(10),
      'UTF8'))
  from (
    select unnest(ids) as id, unnest(streams) as stream, unnest(sequences) as sequence,
      unnest(types) as type, unnest(salts) as salt, unnest(details) as detail,
      unnest(commitments) as commitment, generate_subscripts(ids, 1) as place
  ) as fact;

  if channel is not null then
    perform pg_notify(channel, (head + 1 + cardinality(ids))::text);
  end if;
  return head;
end
$$;

comment on function journal.append_plain is
  'appends facts that get in nobody''s way and returns the position before the first of them; writes nothing and returns null where a guard does not hold, a key was used or the last fact leads the clock too far. Takes the turn of that advisory lock; firsts and lasts count the facts from 1; tells the channel unless it is null';

revoke all on function journal.append_plain from public;
grant execute on function journal.append_plain to ledger_app;
