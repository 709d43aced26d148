-- Besides registrations, documents that somebody drafts and has not saved once are kept while they are typed. Two people who begin from the same
-- thing (an arrival, a document to answer) name their drafts alike: each has their own.
alter table registration_draft rename to begun_draft;
alter table begun_draft add column kind text not null default 'registration' check (kind in ('registration', 'outgoing'));
alter table begun_draft drop constraint registration_draft_pkey, add primary key (person_id, id);
