-- Whose PIN the demonstration may tell: that of the keys that it gave itself. What somebody added left an act.
update signing_key k set place = '{"demonstration": true}'
 where k.kind = 'pkcs12' and k.place = '{}'
   and not exists (select from event e where e.kind = 'signing.key-added' and e.person_id = k.added_by and e.data ->> 'label' = k.label);
