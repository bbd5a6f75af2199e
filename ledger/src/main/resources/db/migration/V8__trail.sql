-- The trail of a view tells the facts of a row and a day in one line: a third of the lines, of the
-- disk and of the work to build it.

set local role ledger_app;

do $$
declare
  trail text;
begin
  for trail in
    select tablename from pg_tables where schemaname = 'view' and tablename like '%\_trail'
  loop
    execute format('alter table view.%1$I rename to %2$I', trail, trail || '_before');
    execute format(
      'create table view.%1$I as
         select key collate "C" as key, occurred_on, min(position) as first,
                array_agg(position order by position) as positions
           from view.%2$I group by key, occurred_on', trail, trail || '_before');
    execute format('drop table view.%I', trail || '_before');
    execute format(
      'alter table view.%1$I
         alter column key set not null, alter column occurred_on set not null,
         alter column first set not null, alter column positions set not null,
         add constraint %2$I primary key (key, occurred_on, first)', trail, trail || '_pkey');
    execute format('comment on table view.%I is %L', trail,
      'the facts behind each row of a view, for as-of, late facts and why');
    execute format('comment on column view.%I.first is %L', trail, 'the lowest of the positions');
    execute format('comment on column view.%I.positions is %L', trail,
      'in their order; those of a day that came later stand in lines of their own');
  end loop;
  -- What was being built beside has the other form: it is begun anew.
  delete from view.rebuild;
  for trail in
    select tablename from pg_tables
     where schemaname = 'view' and (tablename like '%\_new' or tablename like '%\_new\_trail')
  loop
    execute format('drop table view.%I', trail);
  end loop;
end $$;

reset role;
