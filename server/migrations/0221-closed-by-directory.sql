-- When the directory last closed somebody's account, null while it has it open: a request to open that was sent before and came late must not undo it.
alter table directory_entry add column closed_at timestamptz;
