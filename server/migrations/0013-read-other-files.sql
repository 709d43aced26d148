-- Not only PDF files are read for search: DOCX by the PDF that is made of it, pictures by recognising their letters.
drop index file_stored;
create index file_stored on file (stored_at) where media_type in
  ('application/pdf', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'image/png', 'image/jpeg');
