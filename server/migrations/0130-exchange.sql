-- Exchange with systems outside the province (QCVN 102:2016, Decision 28/2018): who is there, by which way they are reached, what goes and comes.

-- How messages travel: one row a partner system. How each kind works is code, a file each; what a way needs to know is here.
create table exchange_way (
  id uuid primary key default app.new_id(),
  kind text not null check (kind in ('http', 'platform', 'folder', 'mail')),
  name text not null unique check (name <> ''),
  -- Addresses, folders, names; never a secret.
  settings jsonb not null default '{}',
  -- Sealed by the program's key.
  secret bytea,
  -- The account by which the other side comes in, where it comes to us.
  account_id uuid unique references person,
  enabled boolean not null default true,
  made_at timestamptz not null default app.now(),
  -- How it goes.
  good_at timestamptz,
  bad_since timestamptz,
  last_error jsonb,
  -- When the registries that wait for it were told.
  told_at timestamptz,
  -- How far was fetched, as the kind of way keeps it.
  fetched jsonb not null default '{}'
);

-- Agencies outside the province, by their codes (Decision 20/2020), valid from-to.
create table outside_agency (
  id uuid primary key default app.new_id(),
  code text not null check (code ~ '^[0-9A-Z]+(\.[0-9A-Z]+)*$' and length(code) <= 35),
  name text not null check (name <> ''),
  short_name text not null default '',
  parent_name text not null default '',
  address text not null default '',
  email text not null default '',
  phone text not null default '',
  way_id uuid references exchange_way,
  -- Whether what calls itself theirs must carry their signature. Where not, the way alone says who sends.
  must_sign boolean not null default true,
  valid daterange not null default daterange(app.today(), null) check (not isempty(valid)),
  exclude using gist (code with =, valid with &&)
);
-- The chooser of recipients finds by any part of a name or code, with or without diacritics.
create index outside_agency_words on outside_agency using gin (app.bare(name || ' ' || short_name || ' ' || code) gin_trgm_ops);

create table outside_certificate (
  outside_id uuid not null references outside_agency,
  -- SHA-256 of the certificate.
  fingerprint text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  subject text not null,
  certificate bytea not null,
  valid daterange not null,
  added_at timestamptz not null default app.now(),
  primary key (outside_id, fingerprint)
);

-- Recipients that are often addressed together; an agency's own.
create table outside_group (
  id uuid primary key default app.new_id(),
  agency_id uuid not null references unit,
  name text not null check (name <> ''),
  unique (agency_id, name)
);
create table outside_group_member (
  group_id uuid not null references outside_group on delete cascade,
  outside_id uuid not null references outside_agency,
  primary key (group_id, outside_id)
);

-- A delivery may go to, or come from, an agency outside.
alter table delivery
  add column outside_id uuid references outside_agency,
  -- As an outside sender called itself.
  add column sender_name text,
  alter column document_id drop not null,
  alter column sender_agency_id drop not null,
  drop constraint delivery_channel_check,
  drop constraint delivery_status_check,
  drop constraint delivery_check,
  add constraint delivery_channel_check check (channel in ('in-province', 'paper', 'mail', 'exchange')),
  -- queued: waits to be sent; failed: could not be, somebody must decide.
  add constraint delivery_status_check check (status in ('01', '02', '03', '04', '05', '06', '13', '15', '16', 'sent', 'queued', 'failed')),
  add constraint delivery_ends check (case channel
    when 'in-province' then recipient_agency_id is not null and sender_agency_id is not null and outside_id is null
    when 'exchange' then outside_id is not null and (recipient_agency_id is null) <> (sender_agency_id is null)
    else recipient_agency_id is null and sender_agency_id is not null end),
  add constraint delivery_document check ((document_id is null) = (sender_agency_id is null));
alter table dispatch alter column document_id drop not null, alter column agency_id drop not null;
alter table draft_recipient
  add column outside_id uuid references outside_agency,
  drop constraint draft_recipient_channel_check,
  drop constraint draft_recipient_check,
  add constraint draft_recipient_channel_check check (channel in ('in-province', 'paper', 'mail', 'exchange')),
  add constraint draft_recipient_ends check ((channel = 'in-province') = (agency_id is not null) and (channel = 'exchange') = (outside_id is not null));

-- Every message that goes or comes: the outbox and the inbox.
create table exchange_message (
  id uuid primary key default app.new_id(),
  direction text not null check (direction in ('out', 'in')),
  business text not null check (business in ('new', 'replace', 'update', 'recall', 'status', 'unread')),
  -- out: waiting, sending, sent, refused (the other side does not take it), failed (given up), otherwise (a person sent it by other means), dropped (overtaken);
  -- in: taken, early (a recall that came before its document), refused.
  state text not null check (state in ('waiting', 'sending', 'sent', 'refused', 'failed', 'otherwise', 'dropped', 'taken', 'early')),
  -- The own side; null where nobody here is meant.
  agency_id uuid references unit,
  own_code text,
  outside_id uuid references outside_agency,
  partner_code text,
  partner_name text not null default '',
  way_id uuid references exchange_way,
  delivery_id uuid references delivery,
  -- DocumentId of the document it brings or speaks of.
  document_key text,
  symbol text,
  abstract text,
  status_code text,
  -- When what a status tells happened, by the clock of who tells it.
  happened_at timestamptz,
  note text not null default '',
  -- The message, byte for byte as it was sent or received.
  sha256 text references file,
  size bigint,
  -- Of what it says, without traces and signature: nodes on the way add theirs.
  content_hash text,
  signature jsonb,
  -- Why it was refused or is not sent yet: a code of the program's refusals and what its sentence needs.
  reason jsonb,
  tries integer not null default 0,
  next_try_at timestamptz,
  at timestamptz not null default app.now(),
  settled_at timestamptz
);
-- The screen's list, newest first.
create index exchange_message_list on exchange_message (agency_id, at desc, id desc);
-- What is due to be sent.
create index exchange_message_due on exchange_message (next_try_at) where state in ('waiting', 'sending');
-- What a status speaks of; an earlier message with the same identifier.
create index exchange_message_key on exchange_message (partner_code, document_key);
create index exchange_message_delivery on exchange_message (delivery_id);
create index exchange_message_sha256 on exchange_message (sha256);
-- A document is taken in once for each agency it is sent to, whatever is repeated.
create unique index exchange_message_once on exchange_message (partner_code, document_key, agency_id)
  where direction = 'in' and business in ('new', 'replace') and state = 'taken';
create unique index exchange_message_once_other on exchange_message (partner_code, document_key, agency_id, content_hash)
  where direction = 'in' and business in ('update', 'recall', 'status') and state in ('taken', 'early');

-- What became of a message, step by step: tries, refusals, repeats, what a person did.
create table exchange_step (
  id uuid primary key default app.new_id(),
  message_id uuid not null references exchange_message,
  at timestamptz not null default clock_timestamp(),
  kind text not null,
  person_id uuid references person,
  data jsonb not null default '{}'
);
create index exchange_step_message on exchange_step (message_id, at);

do $$ declare t text; begin
  foreach t in array array['exchange_way', 'outside_agency', 'outside_certificate', 'outside_group', 'outside_group_member', 'exchange_message', 'exchange_step'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy worker on %I to mocban_worker using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to mocban_worker', t);
    execute format('grant select on %I to mocban_app', t);
  end loop;
  -- Whoever writes an address may look it up; the province's administrators keep the directory and the ways.
  foreach t in array array['outside_agency', 'outside_certificate'] loop
    execute format('create policy signed_in on %I for select to mocban_app using ((select app.person()) is not null)', t);
    execute format('create policy administer on %I to mocban_app using ((select app.administers_province())) with check ((select app.administers_province()))', t);
    execute format('grant insert, update, delete on %I to mocban_app', t);
  end loop;
end $$;
create policy administer on exchange_way to mocban_app using ((select app.administers_province())) with check ((select app.administers_province()));
revoke select on exchange_way from mocban_app;
grant select (id, kind, name, settings, account_id, enabled, made_at, good_at, bad_since, last_error, fetched) on exchange_way to mocban_app;
grant insert (id, kind, name, settings, secret, account_id, enabled), update (name, settings, secret, account_id, enabled) on exchange_way to mocban_app;
create policy of_agency on outside_group for select to mocban_app using (agency_id = any ((select app.agencies())::uuid[]));
create policy administer on outside_group to mocban_app using (agency_id = (select app.agency()) and (select app.can('issue')))
  with check (agency_id = (select app.agency()) and (select app.can('issue')));
create policy of_group on outside_group_member for select to mocban_app using (exists (select from outside_group g where g.id = group_id));
create policy administer on outside_group_member to mocban_app
  using ((select app.can('issue')) and exists (select from outside_group g where g.id = group_id and g.agency_id = (select app.agency())))
  with check ((select app.can('issue')) and exists (select from outside_group g where g.id = group_id and g.agency_id = (select app.agency())));
grant insert, update, delete on outside_group, outside_group_member to mocban_app;

-- Messages are the registry's business: those of deliveries that its clerks may see; what names no delivery by the agency meant; what is nobody's, by the
-- clerks of the province itself.
create function app.is_clerk() returns boolean language sql stable parallel safe as $$
  select app.can('register') or app.can('number')
$$;
create function app.is_province_clerk() returns boolean language sql stable parallel safe as $$
  select app.is_clerk() and exists (select from unit_version v where v.unit_id = app.agency() and v.valid @> app.today() and v.kind = 'province')
$$;
create policy of_delivery on exchange_message for select to mocban_app using (
  (select app.is_clerk()) and delivery_id is not null and exists (select from delivery d where d.id = delivery_id offset 0));
create policy of_agency on exchange_message for select to mocban_app using (
  (select app.is_clerk()) and delivery_id is null and agency_id = any ((select app.agencies())::uuid[]));
create policy unplaced on exchange_message for select to mocban_app using (
  delivery_id is null and agency_id is null and (select app.is_province_clerk()));
create policy of_message on exchange_step for select to mocban_app using (exists (select from exchange_message m where m.id = message_id offset 0));
create policy of_exchange on file for select to mocban_app using (exists (select from exchange_message m where m.sha256 = file.sha256));

-- The names that documents show of a recipient outside, on a day.
create view outside_agency_now with (security_invoker = true) as
  select id, code, name, short_name, parent_name, way_id from outside_agency where valid @> app.today();
grant select on outside_agency_now to mocban_app, mocban_worker;

-- Carries a status to the sender of a delivery (0091), now also to one outside, and from a recipient outside by the moment that the recipient tells.
drop function app.carry_delivery_status(uuid, text, text);
create function app.carry_delivery_status(p_delivery uuid, p_code text, p_note text, p_at timestamptz default null) returns boolean
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare
  d delivery;
  v_by uuid;
  v_name text;
begin
  select * into d from delivery where id = p_delivery for update;
  if p_code in ('15', '16') then
    if d.status <> '13' then return false; end if;
  elsif d.status in ('02', '06', '13', '15') or (d.status in ('01', '03', '04', '05') and p_code <= d.status) then
    return false;
  end if;
  v_by := app.agency_now(d.recipient_agency_id);
  v_name := coalesce(app.unit_name(v_by, app.today()), d.recipient_name);
  update delivery set status = p_code, status_at = app.now() where id = p_delivery;
  insert into delivery_status (delivery_id, at, code, by_agency_id, by_name, note)
    values (p_delivery, coalesce(p_at, clock_timestamp()), p_code, v_by, v_name, coalesce(p_note, '')) on conflict do nothing;
  insert into event (agency_id, person_id, position_id, kind, record_id, record_list, data, concerns)
    select app.agency_now(d.sender_agency_id), app.person(), app.position(), 'document.delivery-reported', d.document_id, s.travel,
      jsonb_build_object('deliveryId', p_delivery, 'code', p_code, 'note', coalesce(p_note, ''), 'recipient', v_name),
      array_remove(array[case when p_code in ('02', '06', '15', '16') then app.clerks_of(d.sender_agency_id) end, s.created_by], null)
      from document s where s.id = d.document_id;
  update handling set
    state = case p_code when '06' then 'done' when '02' then 'returned' when '15' then 'recalled' else 'accepted' end,
    accepted_at = coalesce(accepted_at, app.now()),
    ended_at = case when p_code in ('02', '06', '15') then app.now() end,
    end_note = case when p_code in ('02', '06', '15') then p_note end,
    version = version + 1
    where delivery_id = p_delivery and ended_at is null;
  if found and app.refresh_state(d.document_id) = 'finished' then
    perform app.carry_delivery_status(x.id, '06', p_note) from delivery x where x.incoming_id = d.document_id;
  end if;
  return true;
end $$;
revoke all on function app.carry_delivery_status from public;
grant execute on function app.carry_delivery_status to mocban_worker;

-- What arrives rings at the recipient's clerks, also from outside (0091).
create or replace function app.tell_arrival() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into event (agency_id, kind, data, concerns)
    select app.agency_now(new.recipient_agency_id), 'delivery.arrived',
      jsonb_build_object('deliveryId', new.id, 'sender', coalesce(new.sender_name, app.unit_name(new.sender_agency_id, app.today())), 'symbol', s.facts ->> 'symbol',
        'abstract', s.facts ->> 'abstract', 'urgency', s.facts ->> 'urgency'),
      array[app.clerks_of(new.recipient_agency_id)]
    from dispatch s where s.id = new.dispatch_id;
  return null;
end $$;

create function app.exchange_code_of(p_agency uuid) returns text language sql stable as $$
  select v.exchange_code from unit_version v where v.unit_id = p_agency and v.valid @> app.today()
$$;

-- Sending is part of the transaction that issues: a delivery to an agency outside is a message that waits, or there is neither.
create function app.queue_document() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  insert into exchange_message (direction, business, state, agency_id, own_code, outside_id, partner_code, partner_name, way_id, delivery_id, document_key, symbol, abstract, next_try_at)
    select 'out', case when s.replaces_id is null then 'new' else 'replace' end, 'waiting', new.sender_agency_id, c.code, o.id, o.code, o.name, o.way_id, new.id,
      concat_ws(',', c.code, replace(s.facts ->> 'issuedOn', '-', '/'), s.facts ->> 'symbol'), s.facts ->> 'symbol', s.facts ->> 'abstract', app.now()
      from dispatch s cross join lateral (select app.exchange_code_of(new.sender_agency_id) as code) c
      join outside_agency o on o.id = new.outside_id
     where s.id = new.dispatch_id;
  return null;
end $$;
create trigger queue_document after insert on delivery for each row
  when (new.channel = 'exchange' and new.status = 'queued') execute function app.queue_document();

-- So is each status that is the own side's to tell: of what came, and that a document is asked back.
create function app.queue_status() returns trigger language plpgsql security definer set search_path = public, app, pg_temp as $$
begin
  if new.by_agency_id is null then return null; end if;
  insert into exchange_message (direction, business, state, agency_id, own_code, outside_id, partner_code, partner_name, way_id, delivery_id, document_key, symbol, abstract,
      status_code, happened_at, note, next_try_at)
    select 'out', case when new.code = '13' then 'recall' else 'status' end, 'waiting', m.agency_id, m.own_code, m.outside_id, m.partner_code, m.partner_name,
      coalesce(o.way_id, m.way_id), m.delivery_id, m.document_key, m.symbol, m.abstract, new.code, new.at, new.note, app.now()
      from exchange_message m left join outside_agency o on o.id = m.outside_id
     where m.delivery_id = new.delivery_id and m.business in ('new', 'replace', 'update')
       and case m.direction when 'in' then new.code in ('01', '02', '03', '04', '05', '06', '15', '16') else new.code = '13' end;
  return null;
end $$;
create trigger queue_status after insert on delivery_status for each row
  when (new.code not in ('sent', 'queued', 'failed')) execute function app.queue_status();

-- A recipient outside tells how far it is; whatever arrives late or twice, what happened last holds. Answers what it did.
create function app.carry_outside_status(p_delivery uuid, p_code text, p_note text, p_at timestamptz) returns text
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare
  d delivery;
  v_last record;
begin
  select * into d from delivery where id = p_delivery for update;
  if exists (select from delivery_status s where s.delivery_id = p_delivery and s.at = p_at and s.code = p_code) then return 'repeated'; end if;
  select s.at, s.code into v_last from delivery_status s
    where s.delivery_id = p_delivery and s.by_agency_id is null and s.code not in ('15', '16') order by s.at desc, s.code desc limit 1;
  -- Work that was finished and is taken up again: later by the same clock, and a lower code.
  if d.status = '06' and p_code in ('03', '04', '05') and v_last.at < p_at then
    update delivery set status = p_code, status_at = app.now() where id = p_delivery;
    insert into delivery_status (delivery_id, at, code, by_name, note) values (p_delivery, p_at, p_code, d.recipient_name, p_note);
    insert into event (agency_id, kind, record_id, record_list, data, concerns)
      select app.agency_now(d.sender_agency_id), 'document.delivery-reopened', d.document_id, s.travel,
        jsonb_build_object('deliveryId', d.id, 'code', p_code, 'recipient', d.recipient_name), array_remove(array[app.clerks_of(d.sender_agency_id), s.created_by], null)
        from document s where s.id = d.document_id;
    return 'carried';
  end if;
  -- A finish that was taken back before we heard of it.
  if p_code = '06' and v_last.at > p_at and v_last.code in ('03', '04', '05')
     or not app.carry_delivery_status(p_delivery, p_code, p_note, p_at) then
    insert into delivery_status (delivery_id, at, code, by_name, note) values (p_delivery, p_at, p_code, d.recipient_name, p_note) on conflict do nothing;
    return 'late';
  end if;
  return 'carried';
end $$;
revoke all on function app.carry_outside_status from public;
grant execute on function app.carry_outside_status to mocban_worker;

-- The sender outside asks for a document back. Where the registry has not looked at it, it leaves the queue at once.
create function app.ask_back(p_delivery uuid, p_kind text, p_reason text, p_sender text) returns text
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare
  d delivery;
  v_symbol text;
begin
  select * into d from delivery where id = p_delivery for update;
  if d.status in ('02', '13', '15') then return 'repeated'; end if;
  select facts ->> 'symbol' into v_symbol from dispatch where id = d.dispatch_id;
  insert into delivery_status (delivery_id, code, by_name, note) values (p_delivery, '13', p_sender, p_reason);
  if d.status = '01' and d.incoming_id is null then
    update delivery set status = '15', status_at = app.now() where id = p_delivery;
    insert into delivery_status (delivery_id, code, by_agency_id, by_name)
      values (p_delivery, '15', app.agency_now(d.recipient_agency_id), app.unit_name(app.agency_now(d.recipient_agency_id), app.today()));
  else
    update delivery set status = '13', status_at = app.now() where id = p_delivery;
  end if;
  insert into event (agency_id, kind, record_id, record_list, data, concerns)
    values (app.agency_now(d.recipient_agency_id), p_kind, d.incoming_id, case when d.incoming_id is not null then 'incoming' end,
            jsonb_build_object('reason', p_reason, 'symbol', v_symbol, 'sender', p_sender, 'deliveryId', p_delivery), array[app.clerks_of(d.recipient_agency_id)]);
  return 'carried';
end $$;
revoke all on function app.ask_back from public;
grant execute on function app.ask_back to mocban_worker;

-- What a clerk decides of a message that is not delivered: send it again, or note that it went otherwise.
create function app.decide_message(p_message uuid, p_act text, p_note text) returns text
language plpgsql volatile security definer set search_path = public, app, pg_temp as $$
declare m exchange_message;
begin
  select * into m from exchange_message where id = p_message for update;
  if m.id is null or m.direction <> 'out' or m.agency_id <> all (app.agencies()) or not app.is_clerk() then
    raise exception 'not the registry of the sender' using errcode = '42501';
  end if;
  if m.state not in ('waiting', 'sending', 'refused', 'failed') then return m.state; end if;
  if p_act = 'resend' then
    update exchange_message set state = 'waiting', next_try_at = app.now(), tries = 0, settled_at = null where id = p_message;
    update delivery set status = 'queued', status_at = app.now() where id = m.delivery_id and status = 'failed';
  else
    update exchange_message set state = 'otherwise', settled_at = app.now(), note = p_note where id = p_message;
    if m.business in ('new', 'replace') then
      update delivery set status = 'sent', status_at = app.now() where id = m.delivery_id and status in ('queued', 'failed');
      if found then
        insert into delivery_status (delivery_id, code, by_agency_id, by_name, note)
          values (m.delivery_id, 'sent', app.agency(), app.unit_name(app.agency(), app.today()), p_note);
      end if;
    end if;
  end if;
  insert into exchange_step (message_id, kind, person_id, data) values (p_message, p_act, app.person(), jsonb_build_object('note', p_note));
  return p_act;
end $$;
revoke all on function app.decide_message from public;
grant execute on function app.decide_message to mocban_app;

-- Names of ways stand beside messages; what is set for them is their keeper's alone. That one is down concerns whoever sends.
create function app.exchange_way_name(p_way uuid) returns text language sql stable security definer set search_path = public, app, pg_temp as $$
  select name from exchange_way where id = p_way and app.person() is not null
$$;
create function app.exchange_ways_down() returns table (name text, since timestamptz, error jsonb) language sql stable security definer set search_path = public, app, pg_temp as $$
  select w.name, w.bad_since, w.last_error from exchange_way w where w.enabled and w.bad_since < now() - interval '1 minute' and app.is_clerk() order by w.bad_since
$$;
revoke all on function app.exchange_way_name, app.exchange_ways_down from public;
grant execute on function app.exchange_way_name, app.exchange_ways_down to mocban_app;
