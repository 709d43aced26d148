-- A search that is saved in somebody's place is asked in that place: without the delegation nobody held the post that it was asked as, and the bell that was promised never rang.
alter table saved_search add column delegation_id uuid references delegation;
