-- Least privilege, after the roles of ledger/src/main/resources/db/roles.sql are made: passwords, and how much each role
-- may take of the server. Run once by the first start of the database, as its superuser, inside sunshine_ledger; running
-- it again sets the passwords anew from the files.
--
--   ledger_owner   migrates at a node's start; owns the schemas; two nodes may start at once
--   ledger_app     a node: 28 connections at most (20, of which one or two listen, and 8 for lookups), for three nodes
--                  while one is replaced; and the commands of tool, one or two each
--   ledger_reader  审计 an auditor with psql, and fsck: reads, in transactions that cannot write, for half an hour at most

-- The server hashes a password as it comes; it must not write the statement into its log meanwhile.
set password_encryption = 'scram-sha-256';
set log_statement = 'none';
set log_min_error_statement = 'panic';

\set owner `cat /run/secrets/ledger_owner.password`
\set app `cat /run/secrets/ledger_app.password`
\set reader `cat /run/secrets/ledger_reader.password`

alter role ledger_owner login nosuperuser nocreatedb nocreaterole noreplication nobypassrls connection limit 6 password :'owner';
alter role ledger_app login nosuperuser nocreatedb nocreaterole noreplication nobypassrls connection limit 100 password :'app';
alter role ledger_reader login nosuperuser nocreatedb nocreaterole noreplication nobypassrls connection limit 10 password :'reader';

alter role ledger_reader set default_transaction_read_only = on;
alter role ledger_reader set statement_timeout = '30min';
alter role ledger_reader set idle_in_transaction_session_timeout = '5min';
-- A migration that cannot get at a table is better ended than the orders that wait behind it.
alter role ledger_owner set lock_timeout = '1min';

-- Nobody makes objects where everybody looks for functions.
revoke all on schema public from public;
revoke all on database postgres from public;
revoke all on database template1 from public;
