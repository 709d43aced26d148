-- An extract may take parts of pages: {page, x, y, width, height} each, shares of what is shown of the page; empty where whole pages were taken.
alter table copy_source add column parts jsonb not null default '[]' check (jsonb_typeof(parts) = 'array');
