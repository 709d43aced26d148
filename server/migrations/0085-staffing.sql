-- Who fits where: what training a post needs, what training people have, and the courses that are to close the gap.

-- Fields of training: fields (2 digits) and groups (4 digits) of the national list of education (Decision 01/2017/QĐ-TTg, annex; for universities also
-- Circular 09/2022/TT-BGDĐT), without the leading digit that tells the level. Only those a province has posts for; more are added as data.
create table training_field (
  code text primary key check (code ~ '^\d{2}(\d{2})?$'),
  name text not null check (name <> ''),
  name_en text not null,
  name_ur text not null
);

create table certificate_kind (
  code text primary key check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null check (name <> ''),
  name_en text not null,
  name_ur text not null,
  -- The rule that asks for it, as people cite it.
  basis text not null default '',
  -- How long one holds from the day it is given; without end where null.
  months_valid integer check (months_valid between 1 and 600),
  -- Lower certificates that whoever holds this one need not show.
  covers text[] not null default '{}',
  ordinal integer not null default 100
);

-- What a post needs: its own requirement, or a rule for all posts of a title in units of a kind. An agency's rules are for its own posts, the
-- province's (without agency) for all.
create table staffing_requirement (
  id uuid primary key default app.new_id(),
  position_id uuid references position,
  agency_id uuid references unit,
  -- The whole title and the whole unit name, * for any letters.
  title_pattern text not null default '',
  unit_pattern text not null default '',
  -- Kinds of the post's unit or of its agency; all kinds where empty.
  unit_kinds text[] not null default '{}',
  -- One of these, or one inside these; any where empty.
  fields text[] not null default '{}',
  least_level text check (least_level in ('intermediate', 'college', 'university', 'master', 'doctor')),
  -- All of these.
  certificates text[] not null default '{}',
  basis text not null default '',
  valid daterange not null check (not isempty(valid)),
  created_by uuid references person,
  created_at timestamptz not null default now(),
  check ((position_id is null) = (title_pattern <> '')),
  check (position_id is null or agency_id is null),
  exclude using gist (position_id with =, valid with &&) where (position_id is not null)
);

-- A degree (field and level) or a certificate of a person. What was entered by mistake is withdrawn, never taken out.
create table qualification (
  id uuid primary key default app.new_id(),
  person_id uuid not null references person,
  field_code text references training_field,
  level text check (level in ('intermediate', 'college', 'university', 'master', 'doctor')),
  certificate_code text references certificate_kind,
  -- The subject as it stands on the paper, and who gave it.
  subject text not null default '',
  institution text not null default '',
  -- From the day it was given; a certificate may end.
  valid daterange not null check (not isempty(valid) and not lower_inf(valid)),
  recorded_by uuid references person,
  recorded_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  withdrawn_reason text,
  check (num_nonnulls(field_code, certificate_code) = 1),
  check ((field_code is null) = (level is null)),
  check (certificate_code is null or level is null),
  check (field_code is null or upper_inf(valid))
);
create index qualification_person on qualification (person_id) where withdrawn_at is null;

create table course (
  id uuid primary key default app.new_id(),
  -- Who arranges it.
  agency_id uuid not null references unit,
  name text not null check (name <> ''),
  provider text not null default '',
  -- What it gives to who passes.
  field_code text references training_field,
  level text check (level in ('intermediate', 'college', 'university', 'master', 'doctor')),
  certificate_code text references certificate_kind,
  valid daterange not null check (not isempty(valid) and not lower_inf(valid) and not upper_inf(valid)),
  cancelled_at timestamptz,
  cancelled_reason text,
  created_by uuid references person,
  created_at timestamptz not null default now(),
  check (num_nonnulls(field_code, certificate_code) = 1),
  check ((field_code is null) = (level is null))
);

-- Somebody in a course, for the post whose requirement they miss. Planned, under way and waiting for its result follow from the course's days.
create table course_place (
  course_id uuid not null references course,
  person_id uuid not null references person,
  position_id uuid not null references position,
  outcome text check (outcome in ('passed', 'failed', 'withdrawn')),
  result text not null default '',
  ended_on date,
  qualification_id uuid references qualification,
  primary key (course_id, person_id),
  check ((outcome is null) = (ended_on is null)),
  check ((outcome is not distinct from 'passed') = (qualification_id is not null))
);
create index course_place_person on course_place (person_id);
create index course_place_position on course_place (position_id);

-- Outlines of communes for the map, as GeoJSON geometry in WGS 84, by the statistics code of the unit.
create table unit_boundary (
  statistics_code text primary key,
  geometry jsonb not null check (geometry ->> 'type' in ('Polygon', 'MultiPolygon'))
);

-- The administrators of the province, asked once a query.
create function app.administers_province() returns boolean language sql stable as $$
  select coalesce(app.administers(null), false)
$$;
create function app.agency_of_post(p_position uuid) returns uuid language sql stable as $$
  select q.agency_id from position q where q.id = p_position
$$;

-- Training records are personal data (Law 91/2025/QH15 on personal data protection): whose may the person who asks read beside their own?
-- As administrator: of who holds, or will hold, a post in an agency one administers; the province's of everybody.
create function app.trained_where_i_administer() returns setof uuid language sql stable security definer set search_path = public, app, pg_temp as $$
  select h.id from person h where (select app.administers_province())
  union
  select x.person_id from appointment x join position q on q.id = x.position_id
   where q.agency_id = (select case when app.can('administer') then app.agency() end) and x.valid && daterange(app.today(), null)
$$;
-- As leader: of who holds a post in a unit below one's own, inside one agency; of another agency's top unit where it stands directly below.
create function app.trained_below_me() returns setof uuid language sql stable security definer set search_path = public, app, pg_temp as $$
  with recursive below (unit_id, is_agency) as (
    -- Who acts for a leader within a scope of documents reads no records of people.
    select v.unit_id, v.is_agency from unit_version v where v.valid @> app.today() and not app.scoped() and app.leaders_of(v.parent_id) = any ((select app.principals())::uuid[])
    union
    select v.unit_id, v.is_agency from below b join unit_version v on v.parent_id = b.unit_id and v.valid @> app.today()
     where not b.is_agency and not v.is_agency
  )
  select x.person_id from below b join position q on q.unit_id = b.unit_id join appointment x on x.position_id = q.id
   where x.valid && daterange(app.today(), null)
$$;
revoke all on function app.trained_where_i_administer, app.trained_below_me from public;
grant execute on function app.trained_where_i_administer, app.trained_below_me to mocban_app;

do $$ declare t text; begin
  foreach t in array array['training_field', 'certificate_kind', 'staffing_requirement', 'course', 'unit_boundary'] loop
    execute format('alter table %I enable row level security', t);
    -- What posts need, which courses there are and where communes lie tells nothing of anybody.
    execute format('create policy signed_in on %I for select to mocban_app using ((select app.person()) is not null)', t);
    execute format('create policy worker on %I to mocban_worker using (true) with check (true)', t);
    execute format('grant select, insert, update on %I to mocban_app, mocban_worker', t);
  end loop;
  -- The lists are the province's.
  foreach t in array array['training_field', 'certificate_kind', 'unit_boundary'] loop
    execute format('create policy administer on %I to mocban_app using ((select app.administers_province())) with check ((select app.administers_province()))', t);
  end loop;
  foreach t in array array['qualification', 'course_place'] loop
    execute format('alter table %I enable row level security', t);
    execute format('create policy own on %I for select to mocban_app using (person_id = (select app.person()))', t);
    execute format('create policy below_me on %I for select to mocban_app using (person_id in (select app.trained_below_me()))', t);
    execute format('create policy administered on %I to mocban_app using (person_id in (select app.trained_where_i_administer())) with check (person_id in (select app.trained_where_i_administer()))', t);
    execute format('create policy worker on %I to mocban_worker using (true) with check (true)', t);
    execute format('grant select, insert, update on %I to mocban_app, mocban_worker', t);
  end loop;
end $$;
create policy administer on staffing_requirement to mocban_app
  using ((select app.can('administer')) and app.administers(coalesce(agency_id, app.agency_of_post(position_id))))
  with check ((select app.can('administer')) and app.administers(coalesce(agency_id, app.agency_of_post(position_id))));
-- A requirement that is taken back before it began has been none.
grant delete on staffing_requirement to mocban_app;
create policy administer on course to mocban_app
  using ((select app.can('administer')) and app.administers(agency_id)) with check ((select app.can('administer')) and app.administers(agency_id));

insert into training_field (code, name, name_en, name_ur) values
  ('14', 'Khoa học giáo dục và đào tạo giáo viên', 'Education science and teacher training', 'تعلیمی علوم اور اساتذہ کی تربیت'),
  ('1401', 'Khoa học giáo dục', 'Education science', 'تعلیمی علوم'),
  ('1402', 'Đào tạo giáo viên', 'Teacher training', 'اساتذہ کی تربیت'),
  ('21', 'Nghệ thuật', 'Arts', 'فنونِ لطیفہ'),
  ('22', 'Nhân văn', 'Humanities', 'علومِ انسانی'),
  ('2201', 'Ngôn ngữ, văn học và văn hóa Việt Nam', 'Vietnamese language, literature and culture', 'ویتنامی زبان، ادب اور ثقافت'),
  ('2202', 'Ngôn ngữ, văn học và văn hóa nước ngoài', 'Foreign languages, literature and culture', 'غیر ملکی زبانیں، ادب اور ثقافت'),
  ('2290', 'Nhân văn khác (văn hóa học, lịch sử, quản lý văn hóa)', 'Other humanities (culture, history, cultural management)', 'دیگر علومِ انسانی (ثقافت، تاریخ، ثقافتی انتظام)'),
  ('31', 'Khoa học xã hội và hành vi', 'Social and behavioural sciences', 'سماجی و رویہ جاتی علوم'),
  ('3101', 'Kinh tế học', 'Economics', 'معاشیات'),
  ('3102', 'Khoa học chính trị (chính trị học, quản lý nhà nước)', 'Political science (politics, public administration)', 'سیاسیات (سیاست، سرکاری نظم و نسق)'),
  ('3103', 'Xã hội học và nhân học', 'Sociology and anthropology', 'عمرانیات و بشریات'),
  ('32', 'Báo chí và thông tin', 'Journalism and information', 'صحافت و اطلاعات'),
  ('3201', 'Báo chí và truyền thông', 'Journalism and communication', 'صحافت و ابلاغ'),
  ('3202', 'Thông tin – Thư viện', 'Information and library science', 'اطلاعات و کتب خانہ'),
  ('3203', 'Văn thư – Lưu trữ – Bảo tàng', 'Records, archives and museums', 'دفتری ریکارڈ، محافظ خانہ اور عجائب گھر'),
  ('34', 'Kinh doanh và quản lý', 'Business and management', 'کاروبار اور انتظام'),
  ('3401', 'Kinh doanh', 'Business', 'کاروبار'),
  ('3402', 'Tài chính – Ngân hàng – Bảo hiểm', 'Finance, banking and insurance', 'مالیات، بینکاری اور بیمہ'),
  ('3403', 'Kế toán – Kiểm toán', 'Accounting and auditing', 'حساب داری و محاسبہ'),
  ('3404', 'Quản trị – Quản lý', 'Administration and management', 'انتظامیہ و نظامت'),
  ('38', 'Pháp luật', 'Law', 'قانون'),
  ('3801', 'Luật', 'Law studies', 'قانون کی تعلیم'),
  ('42', 'Khoa học sự sống', 'Life sciences', 'علومِ حیات'),
  ('44', 'Khoa học tự nhiên', 'Natural sciences', 'طبیعی علوم'),
  ('4401', 'Khoa học vật chất (vật lý, hóa học)', 'Physical sciences (physics, chemistry)', 'طبیعی مادی علوم (طبیعیات، کیمیا)'),
  ('4402', 'Khoa học trái đất', 'Earth sciences', 'علومِ ارضی'),
  ('4403', 'Khoa học môi trường', 'Environmental sciences', 'ماحولیاتی علوم'),
  ('46', 'Toán và thống kê', 'Mathematics and statistics', 'ریاضی و شماریات'),
  ('48', 'Máy tính và công nghệ thông tin', 'Computing and information technology', 'کمپیوٹر اور انفارمیشن ٹیکنالوجی'),
  ('4801', 'Máy tính', 'Computing', 'کمپیوٹر'),
  ('4802', 'Công nghệ thông tin', 'Information technology', 'انفارمیشن ٹیکنالوجی'),
  ('51', 'Công nghệ kỹ thuật', 'Engineering technology', 'تکنیکی ٹیکنالوجی'),
  ('5103', 'Công nghệ kỹ thuật điện, điện tử và viễn thông', 'Electrical, electronic and telecommunication technology', 'برقی، الیکٹرانک اور مواصلاتی ٹیکنالوجی'),
  ('52', 'Kỹ thuật', 'Engineering', 'انجینئری'),
  ('5202', 'Kỹ thuật điện, điện tử và viễn thông', 'Electrical, electronic and telecommunication engineering', 'برقی، الیکٹرانک اور مواصلاتی انجینئری'),
  ('5204', 'Vật lý kỹ thuật', 'Engineering physics', 'انجینئری طبیعیات'),
  ('5205', 'Kỹ thuật địa chất, địa vật lý và trắc địa', 'Geological, geophysical and surveying engineering', 'ارضیاتی، جیو فزیکل اور پیمائشی انجینئری'),
  ('54', 'Sản xuất và chế biến', 'Manufacturing and processing', 'پیداوار و عمل کاری'),
  ('58', 'Kiến trúc và xây dựng', 'Architecture and construction', 'فنِ تعمیر اور تعمیرات'),
  ('5801', 'Kiến trúc và quy hoạch', 'Architecture and planning', 'فنِ تعمیر اور منصوبہ بندی'),
  ('5802', 'Xây dựng', 'Construction', 'تعمیرات'),
  ('5803', 'Quản lý xây dựng', 'Construction management', 'تعمیراتی انتظام'),
  ('62', 'Nông, lâm nghiệp và thủy sản', 'Agriculture, forestry and fisheries', 'زراعت، جنگلات اور ماہی گیری'),
  ('6201', 'Nông nghiệp', 'Agriculture', 'زراعت'),
  ('6202', 'Lâm nghiệp', 'Forestry', 'جنگلات'),
  ('64', 'Thú y', 'Veterinary medicine', 'حیوانی طب'),
  ('72', 'Sức khỏe', 'Health', 'صحت'),
  ('76', 'Dịch vụ xã hội (công tác xã hội)', 'Social services (social work)', 'سماجی خدمات (سماجی کام)'),
  ('81', 'Du lịch, khách sạn, thể thao và dịch vụ cá nhân', 'Tourism, hotels, sports and personal services', 'سیاحت، ہوٹل، کھیل اور ذاتی خدمات'),
  ('84', 'Dịch vụ vận tải', 'Transport services', 'نقل و حمل کی خدمات'),
  ('85', 'Môi trường và bảo vệ môi trường', 'Environment and its protection', 'ماحول اور اس کا تحفظ'),
  ('8501', 'Quản lý tài nguyên và môi trường (đất đai)', 'Management of resources and environment (land)', 'وسائل و ماحول کا انتظام (زمین)'),
  ('86', 'An ninh, quốc phòng', 'Security and defence', 'سلامتی و دفاع');

insert into certificate_kind (code, name, name_en, name_ur, basis, months_valid, covers, ordinal) values
  ('cntt-co-ban', 'Ứng dụng công nghệ thông tin cơ bản', 'Basic use of information technology', 'انفارمیشن ٹیکنالوجی کا بنیادی استعمال', 'Thông tư 03/2014/TT-BTTTT', null, '{}', 10),
  ('cntt-nang-cao', 'Ứng dụng công nghệ thông tin nâng cao', 'Advanced use of information technology', 'انفارمیشن ٹیکنالوجی کا اعلیٰ استعمال', 'Thông tư 03/2014/TT-BTTTT', null, '{cntt-co-ban}', 11),
  ('ky-nang-so', 'Bồi dưỡng kỹ năng số, chuyển đổi số', 'Digital skills and digital transformation', 'ڈیجیٹل مہارت اور ڈیجیٹل تبدیلی', 'Nghị quyết 57-NQ/TW', null, '{}', 12),
  ('an-toan-thong-tin', 'Bồi dưỡng an toàn thông tin', 'Information security training', 'معلوماتی تحفظ کی تربیت', 'Nghị định 85/2016/NĐ-CP', 36, '{}', 13),
  ('qlnn-chuyen-vien', 'Quản lý nhà nước ngạch chuyên viên', 'State management, specialist grade', 'ریاستی نظم و نسق، ماہر کا درجہ', 'Nghị định 89/2021/NĐ-CP', null, '{}', 20),
  ('qlnn-chuyen-vien-chinh', 'Quản lý nhà nước ngạch chuyên viên chính', 'State management, senior specialist grade', 'ریاستی نظم و نسق، سینیئر ماہر کا درجہ', 'Nghị định 89/2021/NĐ-CP', null, '{qlnn-chuyen-vien}', 21),
  ('lanh-dao-cap-phong', 'Bồi dưỡng lãnh đạo, quản lý cấp phòng', 'Leadership training, division level', 'قیادت کی تربیت، شعبے کی سطح', 'Nghị định 89/2021/NĐ-CP', null, '{}', 22),
  ('ly-luan-so-cap', 'Lý luận chính trị sơ cấp', 'Political theory, elementary', 'سیاسی نظریہ، ابتدائی', 'Quy định 57-QĐ/TW', null, '{}', 30),
  ('ly-luan-trung-cap', 'Lý luận chính trị trung cấp', 'Political theory, intermediate', 'سیاسی نظریہ، درمیانی', 'Quy định 57-QĐ/TW', null, '{ly-luan-so-cap}', 31),
  ('ly-luan-cao-cap', 'Lý luận chính trị cao cấp', 'Political theory, advanced', 'سیاسی نظریہ، اعلیٰ', 'Quy định 57-QĐ/TW', null, '{ly-luan-so-cap,ly-luan-trung-cap}', 32),
  ('van-thu-luu-tru', 'Nghiệp vụ văn thư, lưu trữ', 'Records and archives practice', 'دفتری ریکارڈ اور محافظ خانہ', 'Nghị định 30/2020/NĐ-CP', null, '{}', 40),
  ('dau-thau', 'Nghiệp vụ chuyên môn về đấu thầu', 'Procurement practice', 'ٹینڈر کی مہارت', 'Luật Đấu thầu 22/2023/QH15', 60, '{}', 41),
  ('ke-toan-truong', 'Bồi dưỡng kế toán trưởng', 'Chief accountant training', 'چیف اکاؤنٹنٹ کی تربیت', 'Luật Kế toán 88/2015/QH13', null, '{}', 42),
  ('tiep-cong-dan', 'Nghiệp vụ tiếp công dân, một cửa', 'Reception of citizens, one-stop shop', 'شہریوں کا استقبال، ون اسٹاپ', 'Nghị định 118/2025/NĐ-CP', null, '{}', 43),
  ('an-toan-buc-xa', 'Đào tạo an toàn bức xạ', 'Radiation safety training', 'تابکاری تحفظ کی تربیت', 'Thông tư 34/2014/TT-BKHCN', 36, '{}', 50),
  ('ngoai-ngu-bac-2', 'Ngoại ngữ bậc 2', 'Foreign language, level 2', 'غیر ملکی زبان، درجہ 2', 'Thông tư 01/2014/TT-BGDĐT', null, '{}', 60),
  ('ngoai-ngu-bac-3', 'Ngoại ngữ bậc 3', 'Foreign language, level 3', 'غیر ملکی زبان، درجہ 3', 'Thông tư 01/2014/TT-BGDĐT', null, '{ngoai-ngu-bac-2}', 61),
  ('tieng-dan-toc', 'Tiếng dân tộc thiểu số', 'Language of an ethnic minority', 'اقلیتی قومیت کی زبان', 'Nghị định 82/2010/NĐ-CP', null, '{}', 62);
