/** What posts of the demonstration need, as rules of the province; the more particular stand first. The titles are the demonstration's own. */
export interface StaffingRule {
  titlePattern: string
  unitPattern: string
  unitKinds: string[]
  fields: string[]
  leastLevel: string | null
  certificates: string[]
  basis: string
}

const communes = ['commune', 'ward']
const rule = (
  titlePattern: string,
  unitPattern: string,
  unitKinds: string[],
  fields: string[],
  certificates: string[],
  leastLevel: string | null = 'university',
): StaffingRule => ({
  titlePattern,
  unitPattern,
  unitKinds,
  fields,
  leastLevel,
  certificates,
  basis: 'Đề án vị trí việc làm của tỉnh',
})

export const staffingRules: StaffingRule[] = [
  rule('Công chức công nghệ thông tin*', '', communes, ['48'], ['qlnn-chuyen-vien', 'an-toan-thong-tin']),
  rule('Chuyên viên', 'Phòng Kinh tế*', communes, ['31', '34', '58', '62', '85'], ['qlnn-chuyen-vien', 'cntt-co-ban']),
  rule(
    'Chuyên viên',
    'Phòng Văn hóa*',
    communes,
    ['14', '22', '31', '32', '72', '76'],
    ['qlnn-chuyen-vien', 'cntt-co-ban'],
  ),
  rule('Chuyên viên', 'Trung tâm Phục vụ*', communes, [], ['tiep-cong-dan', 'cntt-co-ban']),
  rule('Chuyên viên', 'Phòng Chuyển đổi số', ['department'], ['48', '5202'], ['qlnn-chuyen-vien', 'an-toan-thong-tin']),
  rule('Chuyên viên', 'Trung tâm Công nghệ thông tin*', ['department'], ['48', '5202'], ['an-toan-thong-tin']),
  rule('Chuyên viên', '*An toàn bức xạ', ['department'], ['38', '44', '5204'], ['an-toan-buc-xa', 'cntt-co-ban']),
  rule('Chủ tịch', '', communes, [], ['ly-luan-trung-cap', 'qlnn-chuyen-vien-chinh']),
  rule('Phó Chủ tịch', '', communes, [], ['ly-luan-trung-cap', 'qlnn-chuyen-vien']),
  rule('Trưởng phòng', '', communes, [], ['lanh-dao-cap-phong', 'qlnn-chuyen-vien']),
  rule('Chánh Văn phòng', '', communes, [], ['lanh-dao-cap-phong', 'qlnn-chuyen-vien']),
  rule('Văn thư', '', [], [], ['van-thu-luu-tru', 'cntt-co-ban'], 'college'),
  rule('Chuyên viên', '', ['department'], [], ['qlnn-chuyen-vien', 'cntt-co-ban']),
]

const fits = (text: string, pattern: string) =>
  pattern === '' ||
  new RegExp(
    `^${pattern
      .split('*')
      .map((part) => part.replace(/[.+?^$()[\]{}|\\]/g, '\\$&'))
      .join('.*')}$`,
    'i',
  ).test(text)

/** The rule that the database will find for a post. */
export const ruleOf = (title: string, unitName: string, agencyKind: string): StaffingRule | undefined =>
  staffingRules.find(
    (one) =>
      fits(title, one.titlePattern) &&
      fits(unitName, one.unitPattern) &&
      (one.unitKinds.length === 0 || one.unitKinds.includes(agencyKind)),
  )
