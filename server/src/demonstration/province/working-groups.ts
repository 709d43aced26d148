import type { Committee, Division, Holder, Province, Unit } from './province.ts'
import { agencyByKey, divisionOf } from './province.ts'

/** The steering committee and the working group under it, whose members are posts: whoever holds the post is a member. */
export function workingGroups(
  province: Province,
  make: (key: string, name: string, abbreviation: string, nameEn: string, nameUr: string) => Unit,
): Committee[] {
  const { ubnd, departments, communes } = province
  const [chairman, , vice] = ubnd.leaders as [Holder, Holder, Holder]
  const head = (key: string) => agencyByKey(province, key).leaders[0] as Holder
  const digital: Division = divisionOf(agencyByKey(province, 'skhcn'), 'CĐS')
  const steering = make(
    'ban-chi-dao-57',
    'Ban Chỉ đạo của tỉnh về phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số',
    'BCĐ57',
    'Provincial Steering Committee for Science, Technology, Innovation and Digital Transformation',
    'صوبائی رہنما کمیٹی برائے سائنس، ٹیکنالوجی، اختراع اور ڈیجیٹل تبدیلی',
  )
  const group = make(
    'to-cong-tac-57',
    'Tổ công tác về phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số tỉnh Bắc Ninh',
    'TCT57',
    'Working Group on Science, Technology, Innovation and Digital Transformation',
    'ورکنگ گروپ برائے سائنس، ٹیکنالوجی، اختراع اور ڈیجیٹل تبدیلی',
  )
  return [
    {
      unit: steering,
      members: [
        { holder: chairman, role: 'head' },
        { holder: vice, role: 'standing-deputy' },
        ...departments.map((one) => ({ holder: one.leaders[0] as Holder, role: 'member' as const })),
        { holder: ubnd.office.head, role: 'secretary' },
      ],
    },
    {
      unit: group,
      members: [
        { holder: vice, role: 'head' },
        { holder: head('skhcn'), role: 'standing-deputy' },
        { holder: ubnd.office.head, role: 'deputy' },
        ...['snv', 'stc', 'sct', 'sxd', 'snnmt', 'sgddt', 'syt', 'bqlkcn', 'ttpvhcc'].map((key) => ({
          holder: head(key),
          role: 'member' as const,
        })),
        ...communes
          .filter((one) => ['09187', '07582', '07210', '09367'].includes(one.key))
          .map((one) => ({ holder: one.leaders[0] as Holder, role: 'member' as const })),
        { holder: digital.head, role: 'secretary' },
      ],
    },
  ]
}
