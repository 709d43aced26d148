-- Tasks by what they came from read all tasks of an origin, for its counts and to see whether one is its newest: of a post that assigns for years there is no end to them. Both now read so many,
-- counted along the index whoever may see them. A whole minute each, so that it tells nothing of a task.

-- Since when the newest `p_most` tasks of an origin were assigned, from a place on back; minus infinity where there are no more.
create function app.origin_since(p_group uuid, p_at timestamptz, p_id uuid, p_most int) returns timestamptz
language sql stable strict security definer set search_path = public, app, pg_temp as $$
  select coalesce((select date_trunc('minute', k.listed_at) from task k
    where k.origin_group = p_group and (k.listed_at, k.id) <= (p_at, p_id) order by k.listed_at desc, k.id desc offset p_most limit 1), '-infinity')
$$;
-- Until when the `p_most` after a place were.
create function app.origin_until(p_group uuid, p_at timestamptz, p_id uuid, p_most int) returns timestamptz
language sql stable strict security definer set search_path = public, app, pg_temp as $$
  select coalesce((select date_trunc('minute', k.listed_at) + interval '1 minute' from task k
    where k.origin_group = p_group and (k.listed_at, k.id) >= (p_at, p_id) order by k.listed_at, k.id offset p_most limit 1), 'infinity')
$$;
