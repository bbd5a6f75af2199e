-- Erasures are read at every start, before anything is opened; the journal is not read for them.

create index event_erasure on journal.event (position)
  where type = 'vault.personal-data-erased.v1';

comment on index journal.event_erasure is '删除个人信息: where the journal says which keys were destroyed';

-- The master key can be replaced: what was derived from it for ever gets a row of its own, and keys of
-- subjects may be wrapped anew.

create table vault.keyring (
  purpose text collate "C" not null,
  wrapped bytea not null,
  constraint keyring_pkey primary key (purpose)
);

comment on table vault.keyring is '长期密钥: keys that outlive the master key, each encrypted under it';
comment on column vault.keyring.purpose is 'fingerprint: by which equal ID numbers and equal orders are recognised';
comment on column vault.keyring.wrapped is 'the key, encrypted under the master key: 12 bytes nonce, 32 bytes key, 16 bytes tag';

grant select, insert, update (wrapped) on vault.keyring to ledger_app;
grant update (wrapped) on vault.subject_key to ledger_app;
