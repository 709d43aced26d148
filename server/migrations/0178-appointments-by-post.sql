/*
 Who holds a post is asked of every post that is listed. The index that keeps a person from holding one post twice begins with the person, and was taken for that
 question as well: it was read through for each post, half a millisecond at twelve thousand people and more with each one more. It is now over both together,
 which nothing else asks for; the two others answer without going to the table.
*/
alter table appointment drop constraint appointment_person_id_position_id_valid_excl;
alter table appointment add constraint appointment_person_id_position_id_valid_excl
  exclude using gist ((md5(person_id::text || position_id::text)::uuid) with =, valid with &&);
drop index appointment_position, appointment_person;
create index appointment_position on appointment (position_id) include (valid, person_id);
create index appointment_person on appointment (person_id) include (valid, position_id);
