-- An account may be bound to the subject of an identity provider, so that its person can also come
-- with a token. Roles and region stay those of the account.

alter table access.account
  add column issuer  text collate "C",
  add column subject text collate "C",
  add constraint account_subject_of_an_issuer check ((issuer is null) = (subject is null)),
  add constraint account_one_a_subject unique (issuer, subject);

comment on schema access is '账号: the accounts of this ledger, one a person, whether they come with a password or with a token';
comment on column access.account.issuer is 'address of the identity provider that knows the person, as its tokens name it (iss); null: no token is taken for this account';
comment on column access.account.subject is 'what that provider calls the person in its tokens (sub)';
comment on constraint account_one_a_subject on access.account is 'a subject of a provider is one account, or it could choose between roles';

alter table access.denial add column subject text collate "C";
comment on column access.denial.subject is 'first 16 hex digits of SHA-256 over issuer, line feed and subject of a good token whose subject is bound to no account; else null';
