-- To whom a document that arrived is addressed, as it says itself: what shows a misdirected one (Decree 30/2020, Art. 21).
alter table document add column addressed_to text check (length(addressed_to) <= 2000);
