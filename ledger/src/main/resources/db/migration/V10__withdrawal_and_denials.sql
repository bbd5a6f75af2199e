-- A published document comes down on its day, or when somebody takes it down, or when a person it is
-- about is erased: its bytes go, its digest stays.

alter table publication.document
  add column subjects    uuid[] not null default '{}',
  add column withdraw_on date,
  drop constraint document_pkey,
  add constraint document_pkey primary key (digest, notice);

comment on column publication.document.subjects is 'ids of the facts it is about, by which it is found when a person is erased';
comment on column publication.document.withdraw_on is 'the first day on which it is not public any more, as its fact says; null for one that stays';

-- Facts of before do not say the day: the term that holds now is counted from when they were recorded.
update publication.document as published
set subjects = array(
      select jsonb_array_elements_text(posted.event -> 'subjects')::uuid),
    withdraw_on = case when posted.event ->> 'kind' in ('IDENTIFICATION_FIRST',
        'IDENTIFICATION_SECOND', 'IDENTIFICATION', 'EXIT', 'PAYMENT', 'LOAN')
      then greatest((posted.event ->> 'closes')::date,
        (posted.recorded_at at time zone 'Asia/Shanghai')::date) + 181 end
from (
  select stream, recorded_at, convert_from(detail, 'UTF8')::jsonb #> '{data,event}' as event
  from journal.event
  where type in ('notice.notice-posted.v1', 'notice.announced.v1')) as posted
where posted.stream = published.notice;

create index document_subjects on publication.document using gin (subjects);
create index document_due on publication.document (withdraw_on) where content is not null;
comment on index publication.document_subjects is 'what is public about the facts of a person';
comment on index publication.document_due is 'what has to come down, day by day';

-- Facts about withdrawals and erasures are read at every start and every hour; the journal is not.
create index event_withdrawal on journal.event (position)
  where type = 'notice.document-withdrawn.v1';
comment on index journal.event_withdrawal is '撤下: where the journal says which documents were taken down';

create function publication.only_withdraw() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.content is null and old.content is not null
    and new.digest = old.digest and new.notice = old.notice
    and new.published_at = old.published_at and new.subjects = old.subjects
    and new.withdraw_on is not distinct from old.withdraw_on
  then
    return new;
  end if;
  raise exception '% on publication.document is refused: a document is withdrawn, and nothing else', tg_op
    using errcode = 'restrict_violation';
end
$$;
comment on function publication.only_withdraw() is 'lets a document lose its bytes and nothing else happen to it';

create trigger only_withdraw before update or delete on publication.document
  for each row execute function publication.only_withdraw();
create trigger no_truncate before truncate on publication.document
  for each statement execute function publication.only_withdraw();
alter table publication.document enable always trigger only_withdraw;
alter table publication.document enable always trigger no_truncate;

-- Who was turned away from the doors. It is only added to, like the journal; nothing ever deletes it
-- (网络安全法 art. 21: six months at least).

create table access.denial (
  id       bigint      generated always as identity,
  first_at timestamptz not null,
  last_at  timestamptz not null,
  times    integer     not null,
  account  text collate "C",
  officer  text collate "C",
  region   text collate "C",
  method   text collate "C" not null,
  address  text collate "C" not null,
  code     text collate "C" not null,
  network  text collate "C" not null,
  constraint denial_pkey primary key (id),
  constraint denial_times_from_1 check (times >= 1),
  constraint denial_first_before_last check (first_at <= last_at),
  constraint denial_officer_of_an_account check ((account is null) = (officer is null))
);
create index denial_region on access.denial (region, id);

comment on table access.denial is '拒绝记录: who was turned away, from what, when and why; equal ones of one minute are counted';
comment on column access.denial.id is 'in the order in which they were written';
comment on column access.denial.first_at is 'when, by the application''s clock; of several the first';
comment on column access.denial.last_at is 'of several the last';
comment on column access.denial.times is 'how often within one minute';
comment on column access.denial.account is 'name of the account that was used or tried; null for none, and for a name that no account has';
comment on column access.denial.officer is 'number of the officer the account is bound to';
comment on column access.denial.region is 'code of the region of the officer''s post then, or of the account';
comment on column access.denial.method is 'GET, POST …; * for many';
comment on column access.denial.address is 'of the door, with {} for whatever may be a number or a name; * for many';
comment on column access.denial.code is 'published code of the answer, e.g. NOT_YOUR_ROLE';
comment on column access.denial.network is 'first three bytes of an IPv4 address, first six of an IPv6 one; * for many';

grant select, insert on access.denial to ledger_app;

create trigger append_only before update or delete or truncate on access.denial
  for each statement execute function journal.refuse_change();
alter table access.denial enable always trigger append_only;
