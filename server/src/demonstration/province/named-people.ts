/** The people behind the one-click roles: names and user names stay, whatever the seed. Key: `<agency>/<unit>/<post>`. */
export const namedPeople: Record<string, { fullName: string; woman: boolean }> = {
  'ubnd/ubnd/chairman': { fullName: 'Lương Đình Khải', woman: false },
  'ubnd/ubnd/vice-2': { fullName: 'Trần Thị Thanh Bình', woman: true },
  'ubnd/office/head': { fullName: 'Hoàng Đức Chính', woman: false },
  'ubnd/registry/clerk-1': { fullName: 'Phạm Thị Dung', woman: true },
  'ubnd/KGVX/head': { fullName: 'Đỗ Minh Quang', woman: false },
  'ubnd/KGVX/specialist-1': { fullName: 'Ngô Thùy Linh', woman: true },
  'ubnd/data/administrator': { fullName: 'Mai Tiến Đạt', woman: false },
  'ubnd/NC/auditor': { fullName: 'Khúc Thị Nguyệt', woman: true },
  'skhcn/skhcn/director': { fullName: 'Giáp Văn Thành', woman: false },
  'skhcn/VP/clerk-1': { fullName: 'Bùi Thị Hoa', woman: true },
  'skhcn/CĐS/head': { fullName: 'Nguyễn Khánh Toàn', woman: false },
  'skhcn/CĐS/specialist-1': { fullName: 'Thân Việt Long', woman: false },
  '09187/09187/chairman': { fullName: 'Dương Hữu Nghĩa', woman: false },
  '09187/VP/clerk-1': { fullName: 'Tạ Thị Lan Oanh', woman: true },
  '09187/VHXH/specialist-1': { fullName: 'Chu Đức Hiếu', woman: false },
  '07582/07582/chairman': { fullName: 'Vi Văn Lâm', woman: false },
  '07582/VP/clerk-1': { fullName: 'La Thị Mơ', woman: true },
  '07582/KT/specialist-1': { fullName: 'Nông Quốc Huy', woman: false },
}

/** Those of the demonstration of mid-2024, by `<code of the place>/<post>`. */
export const namedPeople2024: Record<string, { fullName: string; woman: boolean }> = {
  '27/chairman': { fullName: 'Lương Đình Khải', woman: false },
  '27/VTLT/clerk-1': { fullName: 'Phạm Thị Dung', woman: true },
  '27/NC/auditor': { fullName: 'Khúc Thị Nguyệt', woman: true },
  '27/TTTT/administrator': { fullName: 'Mai Tiến Đạt', woman: false },
  '219/chairman': { fullName: 'Giáp Văn Thành', woman: false },
  '219/VP/clerk-1': { fullName: 'Bùi Thị Hoa', woman: true },
  '07525/chairman': { fullName: 'Vi Văn Lâm', woman: false },
  '07525/ĐU/secretary': { fullName: 'Trương Văn Kiên', woman: false },
  '07525/VP/head': { fullName: 'Hoàng Thị Mai Liên', woman: true },
  '07525/VP/clerk-1': { fullName: 'La Thị Mơ', woman: true },
  '07525/KT/specialist-1': { fullName: 'Nông Quốc Huy', woman: false },
  '07549/chairman': { fullName: 'Dương Hữu Nghĩa', woman: false },
  '07549/ĐU/secretary': { fullName: 'Lăng Thị Thu Hà', woman: true },
  '07549/VP/head': { fullName: 'Chu Đức Hiếu', woman: false },
}
