-- One act on many documents: a row for each, so that it can stop anywhere and go on, and tell the result of each.
create table bulk_act (
  id uuid primary key,
  person_id uuid not null references person,
  position_id uuid not null references position,
  delegation_id uuid references delegation,
  -- The act with its words and addressees, as the contract has it.
  act jsonb not null,
  began_at timestamptz not null default app.now(),
  ended_at timestamptz
);
create index bulk_act_person on bulk_act (person_id, began_at desc);
create table bulk_item (
  bulk_id uuid not null references bulk_act,
  ordinal integer not null,
  document_id uuid not null,
  state text not null default 'waiting' check (state in ('waiting', 'done', 'refused')),
  -- A refusal's stable code and what fills its sentence.
  code text,
  detail jsonb,
  at timestamptz,
  primary key (bulk_id, ordinal),
  unique (bulk_id, document_id)
);
create index bulk_item_waiting on bulk_item (bulk_id, ordinal) where state = 'waiting';

do $$ declare t text; begin
  foreach t in array array['bulk_act', 'bulk_item'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy worker on %I to mocban_worker using (true) with check (true)', t);
    execute format('grant select, insert, update on %I to mocban_app, mocban_worker', t);
  end loop;
end $$;
create policy own on bulk_act to mocban_app using (person_id = (select app.person())) with check (person_id = (select app.person()));
create policy of_act on bulk_item to mocban_app using (exists (select from bulk_act b where b.id = bulk_item.bulk_id))
  with check (exists (select from bulk_act b where b.id = bulk_item.bulk_id));
