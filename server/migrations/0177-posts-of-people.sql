-- Which posts are people's is asked of every post that is listed (organisation/held-by-people.ts): the few accounts of other systems are found without reading everybody.
create index person_service on person (id) where service;
