-- How far views are that are being built anew: one that is interrupted goes on from here.

set local role ledger_app;

create table view.rebuild (
  views    text[]      not null,
  size     bigint      not null,
  left_of  text[]      not null,
  failed   text[]      not null default '{}',
  keyed    boolean     not null default false,
  began_at timestamptz not null default clock_timestamp(),
  constraint rebuild_size_from_0 check (size >= 0)
);
create unique index rebuild_one_at_a_time on view.rebuild ((true));

comment on table view.rebuild is 'the one rebuild that is under way, if any; its tables stand beside the old ones and end in _new';
comment on column view.rebuild.views is 'names and versions of the views that are built, in their order';
comment on column view.rebuild.size is 'how many facts of the journal they are built of';
comment on column view.rebuild.left_of is 'slices of the keys whose rows are still to be folded; the trails are whole';
comment on column view.rebuild.failed is 'views that met a fact they cannot fold; their old tables stay';
comment on column view.rebuild.keyed is 'whether the tables have their keys, and only the switch is left';
comment on column view.rebuild.began_at is 'when it was begun';

grant select on view.rebuild to ledger_reader;
reset role;
