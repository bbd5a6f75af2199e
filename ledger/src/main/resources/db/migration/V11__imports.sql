-- 导入: registers, incomes, payment lists… on their way from a spreadsheet into the ledger. Nothing
-- here is a fact, and nothing stays: an import is deleted a week after it came.

create schema imports;
comment on schema imports is '导入: files of staff until they are recorded; what is personal in them is sealed';

create table imports.import (
  id          uuid        not null,
  kind        text collate "C" not null,
  state       text collate "C" not null,
  mode        text collate "C",
  backfill    boolean     not null,
  basis       text,
  account     text collate "C" not null,
  region      text collate "C" not null,
  recorder    text collate "C",
  actor       text        not null,
  file_digest text collate "C" not null,
  file_bytes  bigint      not null,
  rows        integer     not null default 0,
  units       integer     not null default 0,
  problems    integer     not null default 0,
  done        integer     not null default 0,
  key         bytea,
  uploaded_at timestamptz not null,
  expires_at  timestamptz not null,
  ended_at    timestamptz,
  constraint import_pkey primary key (id)
);
create index import_expires on imports.import (expires_at);
create index import_working on imports.import (uploaded_at) where state in ('CHECKING', 'RECORDING');

comment on table imports.import is 'one uploaded file; the file itself is not kept';
comment on column imports.import.id is 'stands in the address, and on the facts as their correlation';
comment on column imports.import.kind is 'what a row is: REGISTER, INCOMES, PLANS, PAYMENTS, PAIRINGS, VISITS, CROSS_CHECKS';
comment on column imports.import.state is 'CHECKING, READY, RECORDING, RECORDED';
comment on column imports.import.mode is 'ALL_OR_NOTHING or LINE_BY_LINE, null while nobody asked to record it';
comment on column imports.import.backfill is 'whether it is paper history';
comment on column imports.import.basis is 'number of the document it rests on';
comment on column imports.import.account is 'who uploaded it';
comment on column imports.import.region is 'code of the region of the uploader''s post on that day';
comment on column imports.import.recorder is 'who has it recorded';
comment on column imports.import.actor is 'the actor of the facts, as JSON: the uploader''s post, then the recorder''s; kept, so that after a restart the same order is given again';
comment on column imports.import.file_digest is 'SHA-256 of the file; evidence on each fact';
comment on column imports.import.file_bytes is 'size of the file';
comment on column imports.import.rows is 'rows below the header, blank ones left out';
comment on column imports.import.units is 'how many orders, or groups of bad rows, the rows come to';
comment on column imports.import.problems is 'how many problems were found';
comment on column imports.import.done is 'how many units were checked, or recorded, by the running work';
comment on column imports.import.key is 'under which the units are sealed, wrapped by the master key; null once nothing is left to be recorded';
comment on column imports.import.uploaded_at is 'when it came';
comment on column imports.import.expires_at is 'from when on it is deleted';
comment on column imports.import.ended_at is 'when the last unit was recorded or refused';

create table imports.unit (
  import         uuid    not null,
  number         integer not null,
  first_row      integer not null,
  last_row       integer not null,
  sealed         bytea,
  outcome        text collate "C",
  first_position bigint,
  last_position  bigint,
  code           text collate "C",
  detail         text,
  constraint unit_pkey primary key (import, number),
  constraint unit_import_fkey foreign key (import) references imports.import (id) on delete cascade
);

comment on table imports.unit is 'rows that are one order together, such as the members of a household; or rows that are none';
comment on column imports.unit.number is 'from 0, in the order of the file; the idempotency key of the order is made of it';
comment on column imports.unit.first_row is 'number of the row in the sheet or of the line in the file, from 1';
comment on column imports.unit.last_row is 'likewise of its last row';
comment on column imports.unit.sealed is 'the order, encrypted under the key of the import; null for rows with problems, and once it is recorded or refused';
comment on column imports.unit.outcome is 'RECORDED, REFUSED, or BAD for rows with problems; null while it may be recorded';
comment on column imports.unit.first_position is 'position of the first fact';
comment on column imports.unit.last_position is 'position of the last fact';
comment on column imports.unit.code is 'published code of the refusal';
comment on column imports.unit.detail is 'what of it broke the rule, in codes and quantities';

create table imports.problem (
  import     uuid    not null,
  number     integer not null,
  unit       integer,
  row        integer not null,
  place      text collate "C",
  field      text collate "C",
  code       text collate "C" not null,
  arguments  text[]  not null,
  constraint problem_pkey primary key (import, number),
  constraint problem_import_fkey foreign key (import) references imports.import (id) on delete cascade
);

comment on table imports.problem is 'what is wrong in which cell; never what stands in it';
comment on column imports.problem.number is 'from 0, in the order in which they were found';
comment on column imports.problem.unit is 'the unit that was tried and would be refused; null for what is wrong with a row itself';
comment on column imports.problem.row is 'number of the row, from 1; that of the header for what is wrong there';
comment on column imports.problem.place is 'letters of the column, or null for the whole row';
comment on column imports.problem.field is 'name of the field that the column is, or null';
comment on column imports.problem.code is 'published code: of the import, of a door or of a rule';
comment on column imports.problem.arguments is 'what its text names: limits, names of columns, numbers of rows';

grant usage on schema imports to ledger_app;
grant select, insert, update, delete on imports.import, imports.unit, imports.problem to ledger_app;
