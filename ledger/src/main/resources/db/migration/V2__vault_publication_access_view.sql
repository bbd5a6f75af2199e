-- Schema vault: who a person is, encrypted under a key of the subject.

create schema vault;
comment on schema vault is '个人信息库: personal values, encrypted; facts hold only commitments to them';

create table vault.subject_key (
  id         uuid        not null,
  subject    text collate "C" not null,
  wrapped    bytea       not null,
  created_at timestamptz not null default now(),
  constraint subject_key_pkey primary key (id)
);
create index subject_key_subject on vault.subject_key (subject);

comment on table vault.subject_key is 'keys of AES-256-GCM, one or several a subject; erasing a subject deletes them all';
comment on column vault.subject_key.id is 'named by the fields that are encrypted under it';
comment on column vault.subject_key.subject is 'whose key, e.g. household/4101850010010001/01';
comment on column vault.subject_key.wrapped is 'the key, encrypted under the master key: 12 bytes nonce, 32 bytes key, 16 bytes tag';
comment on column vault.subject_key.created_at is 'for the operator''s eye only';

create table vault.field (
  digest  bytea not null,
  key     uuid  not null,
  field   text collate "C" not null,
  sealed  bytea not null,
  constraint field_pkey primary key (digest),
  constraint field_key_fkey foreign key (key) references vault.subject_key (id) on delete cascade
);
create index field_key on vault.field (key);

comment on table vault.field is 'one personal value behind each commitment';
comment on column vault.field.digest is 'the commitment in the fact: SHA-256 over field name, line feed, salt and value';
comment on column vault.field.key is 'the key it is encrypted under';
comment on column vault.field.field is 'name of the field, e.g. ID_NUMBER';
comment on column vault.field.sealed is '12 bytes nonce, then salt (32 bytes) and value encrypted, then 16 bytes tag';

grant usage on schema vault to ledger_app;
grant select, insert, delete on vault.subject_key, vault.field to ledger_app;

-- Schema publication: what was posted, until it is withdrawn.

create schema publication;
comment on schema publication is '公示、公告: published documents by their digest';

create table publication.document (
  digest       bytea not null,
  content      bytea,
  notice       text collate "C" not null,
  published_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  constraint document_pkey primary key (digest),
  constraint document_there_or_withdrawn check ((content is null) = (withdrawn_at is not null))
);
create index document_notice on publication.document (notice);

comment on table publication.document is 'masked lists as the public read them; the digest stands in the fact';
comment on column publication.document.digest is 'SHA-256 of the content';
comment on column publication.document.content is 'JSON in UTF-8; null once it is withdrawn';
comment on column publication.document.notice is 'stream of the notice, e.g. notice/GS-2016-001';
comment on column publication.document.published_at is 'for the operator''s eye only: the notice''s fact says when it was posted';
comment on column publication.document.withdrawn_at is 'when the content was taken down, null while it is up';

grant usage on schema publication to ledger_app, ledger_reader;
grant select, insert on publication.document to ledger_app;
grant update (content, withdrawn_at) on publication.document to ledger_app;
grant select on publication.document to ledger_reader;

-- Schema access: who may log in.

create schema access;
comment on schema access is '账号: local accounts, one a person, for when no identity provider is configured';

create table access.account (
  username      text collate "C" not null,
  officer       text collate "C" not null,
  roles         text[]  not null,
  region        text collate "C" not null,
  password_hash text    not null,
  enabled       boolean not null default true,
  created_at    timestamptz not null default now(),
  constraint account_pkey primary key (username)
);

comment on table access.account is 'one account a person, bound to an officer; the post is resolved on the day';
comment on column access.account.username is 'what is typed at login';
comment on column access.account.officer is 'number of the officer who acts';
comment on column access.account.roles is 'clerk, reviewer, approver, finance, payer, auditor, inspector, admin';
comment on column access.account.region is 'code of the region the account acts in';
comment on column access.account.password_hash is 'bcrypt or argon2, with its prefix';
comment on column access.account.enabled is 'false: may not log in';
comment on column access.account.created_at is 'when the account was made';

grant usage on schema access to ledger_app;
grant select, insert, update, delete on access.account to ledger_app;

-- Schema view: what readers ask for. It can be thrown away and folded again from the journal, so the
-- application owns it.

create schema view authorization ledger_app;
set local role ledger_app;
comment on schema view is '视图: folds of the facts, one reader''s question each';

create table view.token_entry (
  processorname varchar(255) not null,
  segment       integer      not null,
  token         bytea,
  tokentype     varchar(255),
  timestamp     varchar(255),
  owner         varchar(255),
  constraint token_entry_pkey primary key (processorname, segment)
);

comment on table view.token_entry is 'how far each view has read (Axon''s JdbcTokenStore)';
comment on column view.token_entry.processorname is 'name of the view''s processor';
comment on column view.token_entry.segment is 'always 0: one segment a view';
comment on column view.token_entry.token is 'the position it has read, as JSON';
comment on column view.token_entry.tokentype is 'class of the token';
comment on column view.token_entry.timestamp is 'when it was claimed or moved last';
comment on column view.token_entry.owner is 'the node that works on it';

grant usage on schema view to ledger_reader;
alter default privileges in schema view grant select on tables to ledger_reader;
grant select on view.token_entry to ledger_reader;
reset role;
