-- The peer of the responsibility benchmark: what a register keeps that overwrites nothing but has no
-- events, terms with a first and a last day, filled from the same facts. It knows one time, not two.
create table view.peer_region as
  select data -> 'event' ->> 'code' as code, null::text as parent_was, data -> 'event' ->> 'parent' as parent,
         (data -> 'envelope' ->> 'occurredOn')::date as from_day, 'infinity'::date as to_day
    from view.peer_fact where type = 'region.region-defined.v1';
insert into view.peer_region
  select substr(stream, 8), data -> 'event' ->> 'from', data -> 'event' ->> 'to',
         (data -> 'envelope' ->> 'occurredOn')::date, 'infinity'
    from view.peer_fact where type = 'region.region-transferred.v1';
update view.peer_region before set to_day = moved.from_day
  from view.peer_region moved where moved.parent_was is not null and moved.code = before.code
   and before.parent_was is null;
create table view.peer_term as
  select begun.stream as officer, begun.data -> 'event' ->> 'post' as post,
         begun.data -> 'event' ->> 'office' as office, begun.data -> 'event' ->> 'name' as name,
         coalesce(begun.data -> 'event' ->> 'target', begun.data -> 'event' ->> 'region',
                  begun.data -> 'event' ->> 'village') as target,
         (begun.data -> 'envelope' ->> 'occurredOn')::date as from_day,
         coalesce((select min((ended.data -> 'envelope' ->> 'occurredOn')::date) from view.peer_fact ended
                    where ended.stream = begun.stream and ended.position > begun.position
                      and ended.type in ('officer.post-left.v1', 'officer.pairing-ended.v1',
                                         'officer.first-secretary-recalled.v1')
                      and coalesce(ended.data -> 'event' ->> 'target', ended.data -> 'event' ->> 'region',
                                   ended.data -> 'event' ->> 'village')
                        = coalesce(begun.data -> 'event' ->> 'target', begun.data -> 'event' ->> 'region',
                                   begun.data -> 'event' ->> 'village')
                      and coalesce(ended.data -> 'event' ->> 'post', '')
                        = coalesce(begun.data -> 'event' ->> 'post', '')), 'infinity') as to_day,
         begun.position
    from view.peer_fact begun
   where begun.type in ('officer.post-taken.v1', 'officer.paired.v1', 'officer.first-secretary-posted.v1')
     and coalesce(begun.data -> 'event' ->> 'post', '') <> 'OFFICIAL';
create table view.peer_step as
  select fact.stream, (fact.data -> 'envelope' ->> 'occurredOn')::date as on_day, fact.type, fact.position,
         fact.data -> 'envelope' -> 'actor' ->> 'officer' as actor,
         fact.data -> 'envelope' -> 'signers' as signers,
         fact.data -> 'envelope' -> 'place' ->> 'village' as village
    from view.peer_fact fact
   where fact.type like 'household.%' and fact.type <> 'household.benefit-credited.v1';
create index on view.peer_region (code);
create index on view.peer_term (target);
create index on view.peer_step (stream);
create index on view.peer_step (actor);
analyze view.peer_region;
analyze view.peer_term;
analyze view.peer_step;
