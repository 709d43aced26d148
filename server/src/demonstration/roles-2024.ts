import type { DemonstrationRole } from './roles.ts'

const title = {
  administrator: { vi: 'Quản trị hệ thống', en: 'System administrator', ur: 'نظام کا منتظم' },
  auditor: { vi: 'Kiểm tra viên', en: 'Auditor', ur: 'آڈیٹر' },
  chairman: { vi: 'Chủ tịch', en: 'Chairman', ur: 'چیئرمین' },
  clerk: { vi: 'Văn thư', en: 'Clerk', ur: 'کلرک' },
  partySecretary: { vi: 'Bí thư Đảng ủy', en: 'Secretary of the Party Committee', ur: 'پارٹی کمیٹی کا سیکرٹری' },
  secretary: { vi: 'Công chức Văn phòng', en: 'Head of the office', ur: 'دفتر کا سربراہ' },
  land: { vi: 'Chuyên viên', en: 'Specialist', ur: 'ماہر' },
}
const province = {
  vi: 'UBND tỉnh Bắc Ninh',
  en: 'Bắc Ninh Provincial People’s Committee',
  ur: 'صوبائی عوامی کمیٹی باک نین',
}
const district = {
  vi: 'UBND huyện Lục Ngạn',
  en: 'People’s Committee of Lục Ngạn District',
  ur: 'ضلع لوک نگان کی عوامی کمیٹی',
}
const chu = { vi: 'UBND thị trấn Chũ', en: 'People’s Committee of Chũ Township', ur: 'قصبہ چو کی عوامی کمیٹی' }
const thanhHai = {
  vi: 'UBND xã Thanh Hải',
  en: 'People’s Committee of Thanh Hải Commune',
  ur: 'کمیون تھانہ ہائی کی عوامی کمیٹی',
}

/** One click each where the demonstration begins in mid-2024: who plans the merger, who looks back at it, and who wakes up in another agency. */
export const demonstrationRoles2024: readonly DemonstrationRole[] = [
  { key: 'administrator', userName: 'datmt', title: title.administrator, agency: province },
  { key: 'auditor', userName: 'nguyetkt', title: title.auditor, agency: province },
  { key: 'chairman', userName: 'khaild', title: title.chairman, agency: province },
  { key: 'office-clerk', userName: 'dungpt', title: title.clerk, agency: province },
  { key: 'district-chairman', userName: 'thanhgv', title: title.chairman, agency: district },
  { key: 'district-clerk', userName: 'hoabt', title: title.clerk, agency: district },
  { key: 'commune-chairman', userName: 'lamvv', title: title.chairman, agency: chu },
  { key: 'party-secretary', userName: 'kientv', title: title.partySecretary, agency: chu },
  { key: 'commune-secretary', userName: 'lienhtm', title: title.secretary, agency: chu },
  { key: 'commune-clerk', userName: 'molt', title: title.clerk, agency: chu },
  { key: 'commune-specialist', userName: 'huynq', title: title.land, agency: chu },
  { key: 'other-chairman', userName: 'nghiadh', title: title.chairman, agency: thanhHai },
  { key: 'other-party-secretary', userName: 'haltt', title: title.partySecretary, agency: thanhHai },
  { key: 'other-secretary', userName: 'hieucd', title: title.secretary, agency: thanhHai },
]
