-- Erasures are read at every start, before anything is opened; the journal is not read for them.

create index event_erasure on journal.event (position)
  where type = 'vault.personal-data-erased.v1';

comment on index journal.event_erasure is '删除个人信息: where the journal says which keys were destroyed';
