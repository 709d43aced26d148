/** The password of everybody in a demonstration; shown on its sign-in page. */
export const demonstrationPassword = 'mocban-demo'

export interface DemonstrationRole {
  key: string
  userName: string
  title: { vi: string; en: string; ur: string }
  agency: { vi: string; en: string; ur: string }
}

const ubnd = {
  vi: 'UBND tỉnh Bắc Ninh',
  en: 'Bắc Ninh Provincial People’s Committee',
  ur: 'صوبائی عوامی کمیٹی باک نین',
}
const office = {
  vi: 'Văn phòng UBND tỉnh',
  en: 'Office of the Provincial People’s Committee',
  ur: 'صوبائی عوامی کمیٹی کا دفتر',
}
const skhcn = {
  vi: 'Sở Khoa học và Công nghệ',
  en: 'Department of Science and Technology',
  ur: 'محکمہ سائنس و ٹیکنالوجی',
}
const kinhBac = {
  vi: 'UBND phường Kinh Bắc',
  en: 'People’s Committee of Kinh Bắc Ward',
  ur: 'وارڈ کنہ باک کی عوامی کمیٹی',
}
const lucNgan = {
  vi: 'UBND xã Lục Ngạn',
  en: 'People’s Committee of Lục Ngạn Commune',
  ur: 'کمیون لوک نگان کی عوامی کمیٹی',
}
const clerk = { vi: 'Văn thư', en: 'Clerk', ur: 'کلرک' }
const specialist = { vi: 'Chuyên viên', en: 'Specialist', ur: 'ماہر' }

/** One click each on the sign-in page of a demonstration, in the order in which a document meets them. */
export const demonstrationRoles: readonly DemonstrationRole[] = [
  { key: 'office-clerk', userName: 'dungpt', title: clerk, agency: office },
  {
    key: 'vice-chairman',
    userName: 'binhttt',
    title: { vi: 'Phó Chủ tịch', en: 'Vice-chairwoman', ur: 'نائب چیئرپرسن' },
    agency: ubnd,
  },
  { key: 'chairman', userName: 'khaild', title: { vi: 'Chủ tịch', en: 'Chairman', ur: 'چیئرمین' }, agency: ubnd },
  {
    key: 'office-chief',
    userName: 'chinhhd',
    title: { vi: 'Chánh Văn phòng', en: 'Chief of Office', ur: 'دفتر کا سربراہ' },
    agency: office,
  },
  {
    key: 'section-head',
    userName: 'quangdm',
    title: {
      vi: 'Trưởng phòng Khoa giáo – Văn xã',
      en: 'Head of the Science, Education and Social Affairs Section',
      ur: 'شعبہ سائنس، تعلیم و سماجی امور کا سربراہ',
    },
    agency: office,
  },
  { key: 'office-specialist', userName: 'linhnt', title: specialist, agency: office },
  { key: 'department-clerk', userName: 'hoabt', title: clerk, agency: skhcn },
  {
    key: 'department-director',
    userName: 'thanhgv',
    title: { vi: 'Giám đốc', en: 'Director', ur: 'ڈائریکٹر' },
    agency: skhcn,
  },
  {
    key: 'division-head',
    userName: 'toannk',
    title: {
      vi: 'Trưởng phòng Chuyển đổi số',
      en: 'Head of the Digital Transformation Division',
      ur: 'شعبہ ڈیجیٹل تبدیلی کا سربراہ',
    },
    agency: skhcn,
  },
  { key: 'department-specialist', userName: 'longtv', title: specialist, agency: skhcn },
  { key: 'ward-clerk', userName: 'oanhttl', title: clerk, agency: kinhBac },
  {
    key: 'ward-chairman',
    userName: 'nghiadh',
    title: { vi: 'Chủ tịch', en: 'Chairman', ur: 'چیئرمین' },
    agency: kinhBac,
  },
  { key: 'ward-specialist', userName: 'hieucd', title: specialist, agency: kinhBac },
  { key: 'commune-clerk', userName: 'molt', title: clerk, agency: lucNgan },
  {
    key: 'commune-chairman',
    userName: 'lamvv',
    title: { vi: 'Chủ tịch', en: 'Chairman', ur: 'چیئرمین' },
    agency: lucNgan,
  },
  { key: 'commune-specialist', userName: 'huynq', title: specialist, agency: lucNgan },
  { key: 'auditor', userName: 'nguyetkt', title: { vi: 'Kiểm tra viên', en: 'Auditor', ur: 'آڈیٹر' }, agency: ubnd },
  {
    key: 'administrator',
    userName: 'datmt',
    title: { vi: 'Quản trị hệ thống', en: 'System administrator', ur: 'نظام کا منتظم' },
    agency: ubnd,
  },
]
