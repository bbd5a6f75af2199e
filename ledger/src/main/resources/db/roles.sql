-- The ledger's roles. Run once as a superuser, in the ledger's database; running it again changes
-- nothing. Passwords are set apart from this file.
--
--   ledger_owner   migrates (Flyway) and owns the schemas; not used while the ledger runs
--   ledger_app     runs the ledger: adds to journal, owns view, works on vault, publication, access
--   ledger_reader  reads journal, publication and view

do $$
declare
  wanted text;
begin
  foreach wanted in array array['ledger_owner', 'ledger_app', 'ledger_reader'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      execute format('create role %I login', wanted);
    end if;
  end loop;
  -- The owner makes schema view for the application, and may act as it.
  grant ledger_app to ledger_owner;
  execute format('grant create, connect on database %I to ledger_owner', current_database());
  execute format('grant connect on database %I to ledger_app, ledger_reader', current_database());
  execute format('revoke connect, temporary on database %I from public', current_database());
end
$$;

-- A plan that was made while a table was empty would be kept while it grows by hundreds of thousands
-- of rows, and read all of them for one stream.
alter role ledger_app set plan_cache_mode = force_custom_plan;
