-- A version whose PDF was signed before it was brought in: its bytes are never written anew. `closed`: who signed it lets nothing be added (DocMDP).
alter table draft_version add came_signed text check (came_signed in ('open', 'closed'));
