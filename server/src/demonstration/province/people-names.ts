import type { SeededRandom } from '../seeded-random.ts'

const families: readonly (readonly [string, number])[] = [
  ['Nguyễn', 30],
  ['Trần', 11],
  ['Lê', 9],
  ['Phạm', 7],
  ['Hoàng', 6],
  ['Vũ', 5],
  ['Ngô', 5],
  ['Đặng', 4],
  ['Bùi', 4],
  ['Đỗ', 4],
  ['Dương', 4],
  ['Giáp', 3],
  ['Thân', 3],
  ['Nông', 2],
  ['Vi', 2],
  ['Hà', 2],
  ['Lương', 2],
  ['Tạ', 2],
  ['Chu', 2],
  ['Đào', 2],
  ['Mai', 2],
  ['Trịnh', 2],
  ['La', 1],
  ['Ong', 1],
  ['Tống', 1],
  ['Khúc', 1],
  ['Ngọ', 1],
  ['Đồng', 1],
]
const middleMen = [
  'Văn',
  'Đức',
  'Xuân',
  'Quang',
  'Minh',
  'Hữu',
  'Công',
  'Đình',
  'Mạnh',
  'Thành',
  'Tiến',
  'Anh',
  'Ngọc',
  'Việt',
  'Bá',
  'Trọng',
  'Hồng',
  'Quốc',
]
const middleWomen = [
  'Thị',
  'Thị',
  'Thị',
  'Thị Thu',
  'Thị Hồng',
  'Thị Minh',
  'Thị Thanh',
  'Thị Bích',
  'Ngọc',
  'Thu',
  'Thùy',
  'Phương',
  'Thị Kim',
  'Khánh',
  'Thị Lan',
]
const men = [
  'Tuấn',
  'Hùng',
  'Sơn',
  'Long',
  'Cường',
  'Thắng',
  'Hải',
  'Bình',
  'Khoa',
  'Đạt',
  'Trung',
  'Kiên',
  'Tùng',
  'Phong',
  'Quân',
  'Hưng',
  'Thịnh',
  'Lâm',
  'Nam',
  'Vinh',
  'Toàn',
  'Hiếu',
  'Duy',
  'Khánh',
  'Tú',
  'Giang',
  'Quyết',
  'Chiến',
  'Luân',
  'Thiện',
  'Huy',
  'Bảo',
  'Nghĩa',
  'Lực',
  'Tiệp',
  'Đông',
  'Hoàn',
  'Phú',
  'Tân',
  'Việt',
]
const women = [
  'Hương',
  'Lan',
  'Hoa',
  'Hằng',
  'Nga',
  'Thảo',
  'Trang',
  'Linh',
  'Yến',
  'Mai',
  'Hạnh',
  'Thúy',
  'Nhung',
  'Huệ',
  'Dung',
  'Loan',
  'Vân',
  'Oanh',
  'Hiền',
  'Tâm',
  'Ngân',
  'Quyên',
  'Phượng',
  'Liên',
  'Chi',
  'Hà',
  'Thủy',
  'Ánh',
  'Duyên',
  'Xuân',
  'Giang',
  'Bích',
  'Nguyệt',
  'Thơm',
  'Tuyết',
  'Hậu',
  'Lý',
  'Mơ',
  'Ngọc',
  'Châm',
]

/** People in public office share common names; a draw that hits one is drawn again, so that nobody real seems meant. */
const notDrawn = new Set([
  'Phạm Hoàng Sơn',
  'Nguyễn Văn Dũng',
  'Nguyễn Hương Giang',
  'Vương Quốc Tuấn',
  'Đào Quang Khải',
  'Ngô Tân Phượng',
  'Phan Thế Tuấn',
  'Mai Sơn',
  'Nguyễn Hồng Thái',
  'Nguyễn Văn Gấu',
  'Lê Xuân Lợi',
  'Nguyễn Việt Oanh',
  'Phạm Văn Thịnh',
  'Trần Thị Hằng',
  'Lê Ánh Dương',
  'Nguyễn Anh Tuấn',
  'Nguyễn Đình Lợi',
  'Nguyễn Xuân Ký',
  'Nguyễn Minh Hiếu',
  'Nguyễn Mạnh Hùng',
  'Nguyễn Văn Thắng',
  'Trần Văn Sơn',
  'Phạm Minh Chính',
  'Nguyễn Hòa Bình',
  'Nguyễn Chí Dũng',
  'Lê Thành Long',
  'Trần Hồng Minh',
  'Nguyễn Kim Sơn',
  'Đào Hồng Lan',
  'Phạm Thị Thanh Trà',
])

/** Draws full names, each once, man or woman. */
export class NameDraw {
  readonly #given = new Set<string>()
  constructor(private readonly random: SeededRandom) {}

  take(name: string): string {
    this.#given.add(name)
    return name
  }
  draw(woman = this.random.chance(0.46)): string {
    for (;;) {
      const name = `${this.random.weighted(families)} ${this.random.pick(woman ? middleWomen : middleMen)} ${this.random.pick(woman ? women : men)}`
      const words = name.split(' ')
      if (new Set(words).size !== words.length || this.#given.has(name) || notDrawn.has(name)) continue
      this.#given.add(name)
      return name
    }
  }
}

const bare = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .toLowerCase()

/** User names as offices give them: the given name and the initials of the rest (Nguyễn Thị Hồng Hạnh: hanhnth); the second gets a 2. */
export function userName(fullName: string, taken: Set<string>): string {
  const words = bare(fullName).split(' ')
  const base =
    (words.at(-1) ?? '') +
    words
      .slice(0, -1)
      .map((word) => word[0])
      .join('')
  let name = base
  for (let n = 2; taken.has(name); n++) name = `${base}${n}`
  taken.add(name)
  return name
}
