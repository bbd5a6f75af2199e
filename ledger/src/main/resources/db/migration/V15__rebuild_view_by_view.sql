-- The rows of a slice are committed view by view: one view is given its keys while the next is copied.
alter table view.rebuild add column sent text[] not null default '{}';

comment on column view.rebuild.sent is 'views whose rows of a slice stand in the new tables, each with the slice: name from-to';
