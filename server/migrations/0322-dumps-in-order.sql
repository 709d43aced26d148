-- With bodies that PostgreSQL reads when they are made, it knows what each calls, and pg_dump writes that before the table of documents, whose stored columns
-- need them. As text they were written after it, and a dump gave no such table back. What they answer is as it was.
create or replace function app.bare(p_text text) returns text language sql immutable parallel safe strict
  return app.without_marks(app.searchable(p_text));

create or replace function app.word_line(p_text text) returns text language sql immutable parallel safe strict
  return ' ' || btrim(regexp_replace(regexp_replace(app.searchable(p_text),
    '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u2bff\u3000-\u303f\ufeff]+', ' ', 'g'), '([^ ]{60})[^ ]+', '\1', 'g')) || ' ';
create or replace function app.compact_symbol(p_symbol text) returns text language sql immutable parallel safe strict
  return replace(app.word_line(app.bare(p_symbol)), ' ', '');
create or replace function app.symbol_issuer(p_symbol text) returns text language sql immutable parallel safe strict
begin atomic
  select case when rest[1] = any ('{nq,qd,ct,qc,qyd,tc,tb,hd,ctr,kh,pa,da,dean,bc,bb,ttr,hdg,cd,bgn,btt,guq,gm,ggt,gnp,pg,pc,pb,l,pl,nd,tt,ttlt,nqlt,kl,cv,sl,sy,ts}'::text[])
              then coalesce(rest[2], '') else coalesce(rest[1], '') end
    from (select string_to_array(btrim(regexp_replace(app.word_line(app.bare(p_symbol)), '^( [0-9]+[a-z]?(?= ))+', '')), ' ') as rest) t;
end;
