-- Feeds and listeners ask for what is new among the notices; they are few among many facts. The
-- predicate is word for word that of the query, or the planner would not use it.

create index event_notice on journal.event (position)
  where stream like 'notice/%';

comment on index journal.event_notice is '公示、公告: what is new on the boards';
