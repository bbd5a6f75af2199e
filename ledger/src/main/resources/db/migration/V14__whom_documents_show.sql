-- Whoever is erased must be on no published list any more. Two things the facts do not tell: who stands
-- on a list of payment before it is paid, and whom a list shows whose notice does not name all of them.

create table publication.payee (
  household text collate "C" not null,
  payment   text collate "C" not null,
  constraint payee_pkey primary key (household, payment)
);
create index payee_payment on publication.payee (payment);

comment on table publication.payee is 'who stands on a list of payment, from its request on: the fact has only a digest of the lines';
comment on column publication.payee.household is 'number of the household';
comment on column publication.payee.payment is 'stream of the list, e.g. payment/ZF-2016-001';

grant select, insert on publication.payee to ledger_app;

create trigger append_only before update or delete or truncate on publication.payee
  for each statement execute function journal.refuse_change();
alter table publication.payee enable always trigger append_only;

alter table publication.document
  add column rows    integer not null default 0,
  add column regions text[]  not null default '{}';

comment on column publication.document.rows is 'lines of the list; where they are more than its subjects tell, it may show anybody who lives there';
comment on column publication.document.regions is 'code of the region that posted it, then of the places where it hangs';

alter table publication.document disable trigger only_withdraw;

update publication.document as published
set rows = coalesce((posted.event #>> '{document,rowCount}')::integer, 0),
    regions = array_prepend(posted.event ->> 'region',
      array(select jsonb_array_elements_text(posted.event -> 'places')))
from (
  select stream, convert_from(detail, 'UTF8')::jsonb #> '{data,event}' as event
  from journal.event
  where type in ('notice.notice-posted.v1', 'notice.announced.v1')) as posted
where posted.stream = published.notice;

create or replace function publication.only_withdraw() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.content is null and old.content is not null
    and new.digest = old.digest and new.notice = old.notice
    and new.published_at = old.published_at and new.subjects = old.subjects
    and new.withdraw_on is not distinct from old.withdraw_on
    and new.rows = old.rows and new.regions = old.regions
  then
    return new;
  end if;
  raise exception '% on publication.document is refused: a document is withdrawn, and nothing else', tg_op
    using errcode = 'restrict_violation';
end
$$;

alter table publication.document enable always trigger only_withdraw;

create index document_regions on publication.document using gin (regions)
  where content is not null and withdraw_on is not null;
comment on index publication.document_regions is 'lists of persons that are up, by where they hang';
