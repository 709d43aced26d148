-- What was read, or was only mailed, is taken away some months later, at night: found by when it was dealt with. What nobody dealt with is not in here, so that telling somebody costs nothing more.
create index notification_dealt_with on notification ((case when bell then read_at else coalesce(read_at, mailed_at) end)) where read_at is not null or mailed_at is not null;
