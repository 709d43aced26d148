-- A password that somebody else knows (an administrator's, an operator's) opens only the choice of an own one, and only for some days.
alter table credential add must_change boolean not null default false;
alter table credential add usable_until timestamptz;

-- Signing in that is not finished: the password was right, and a second factor or a new password is still wanted. It is no session: nothing but
-- the next step accepts its ticket.
create table sign_in_step (
  -- SHA-256 of the ticket.
  token_hash bytea primary key check (length(token_hash) = 32),
  person_id uuid references person,
  method text not null,
  second_factor boolean not null default false,
  attempts integer not null default 0,
  -- What the step itself keeps: a challenge, a secret that is not confirmed yet (sealed).
  data jsonb not null default '{}',
  expires_at timestamptz not null default now() + interval '10 minutes'
);
alter table sign_in_step enable row level security;
create policy sign_in on sign_in_step to mocban_sign_in using (true) with check (true);
grant select, insert, update, delete on sign_in_step to mocban_sign_in;

-- What passwords are compared with, and where a sign-in looks for the person.
create policy sign_in on unit_version for select to mocban_sign_in using (true);
grant select on unit_version, unit_now to mocban_sign_in;
