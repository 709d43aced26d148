-- The desk of whoever issues: what recipients told last of what went out.
create index delivery_told on delivery (sender_agency_id, status_at desc) where status in ('02', '03', '04', '05', '06', '15', '16', 'failed');
