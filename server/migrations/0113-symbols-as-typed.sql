-- A symbol is compared as people say it: 15/QĐ-UBND, 15/qd-ubnd and "15 qd ubnd" are one. Kept beside it, because behind row-level security an index is used only
-- where the comparison itself is leakproof: equality of a column is, a function of it is not.
alter table document add column symbol_key text generated always as (app.compact_symbol(symbol)) stored;

-- The part of a symbol that names who issued it: syt in 15/QĐ-SYT, ubnd in 1234/UBND-KGVX and 15/2026/NQ-HĐND, tu in 12-QĐ/TU. After number and year stands
-- either the abbreviation of a type (Decree 30/2020, Appendix III, I; of legal documents Decree 78/2025; of the Party) and then the issuer, or for a letter the issuer at once.
create function app.symbol_issuer(p_symbol text) returns text language sql immutable strict parallel safe as $$
  select case when rest[1] = any ('{nq,qd,ct,qc,qyd,tc,tb,hd,ctr,kh,pa,da,dean,bc,bb,ttr,hdg,cd,bgn,btt,guq,gm,ggt,gnp,pg,pc,pb,l,pl,nd,tt,ttlt,nqlt,kl,cv,sl,sy,ts}'::text[])
              then coalesce(rest[2], '') else coalesce(rest[1], '') end
    from (select string_to_array(btrim(regexp_replace(app.word_line(app.bare(p_symbol)), '^( [0-9]+[a-z]?(?= ))+', '')), ' ') as rest) t
$$;
alter table document add column symbol_issuer text generated always as (app.symbol_issuer(symbol)) stored;

-- What was registered with the same symbol and date.
drop index document_duplicate;
create index document_duplicate on document (agency_id, symbol_key, issued_on) where travel = 'incoming';
-- The latest that came from who stands in a symbol.
create index document_symbol_issuer on document (agency_id, symbol_issuer, listed_at desc) where travel = 'incoming';
