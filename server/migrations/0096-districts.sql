-- Until 1 July 2025 provinces had districts, and what happened then is kept under their names.
alter table unit_version drop constraint unit_version_kind_check;
alter table unit_version add constraint unit_version_kind_check check (kind in
  ('province', 'office', 'department', 'division', 'district', 'commune', 'ward', 'public-service', 'party', 'mass-organisation', 'committee'));
