-- That somebody ended it, besides until when it held: ended under a clock that ran ahead, it would hold again until the moment that was written. A job ends it when the clock
-- is right; the moment that it then has is the one until which it did hold.
alter table delegation add column ended boolean not null default false;
