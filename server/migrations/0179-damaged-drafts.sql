-- A version whose PDF has a damaged cross-reference: what readers show of it may differ. It stays as it is; what is signed or issued is written anew, and people are told.
alter table draft_version add damaged boolean not null default false;
