/** Names stand in upper case in the head of a document; the register shows them as they are written in a sentence. */

/** Compounds of which only the first syllable is capitalised, as Appendix II of Decree 30 has it for names of agencies. */
const compounds = [
  'ủy ban nhân dân',
  'ủy ban mặt trận tổ quốc',
  'hội đồng nhân dân',
  'văn phòng',
  'khoa học',
  'công nghệ',
  'tài chính',
  'nội vụ',
  'tư pháp',
  'y tế',
  'giáo dục',
  'đào tạo',
  'nông nghiệp',
  'môi trường',
  'văn hóa',
  'thể thao',
  'du lịch',
  'xây dựng',
  'công thương',
  'dân tộc',
  'tôn giáo',
  'ngoại vụ',
  'quốc phòng',
  'công an',
  'thông tin',
  'truyền thông',
  'giao thông vận tải',
  'giao thông',
  'vận tải',
  'tài nguyên',
  'kế hoạch',
  'đầu tư',
  'lao động',
  'thương binh',
  'xã hội',
  'thanh tra',
  'ban quản lý',
  'các khu công nghiệp',
  'khu công nghiệp',
  'trung tâm',
  'phục vụ',
  'hành chính công',
  'phòng',
  'chi cục',
  'tổng cục',
  'cục',
  'tòa án nhân dân',
  'viện kiểm sát nhân dân',
  'mặt trận tổ quốc',
  'liên đoàn lao động',
  'hội nông dân',
  'hội phụ nữ',
  'hội cựu chiến binh',
  'đoàn thanh niên',
  'cộng sản',
  'bảo hiểm xã hội',
  'kho bạc',
  'nhà nước',
  'ngân hàng',
  'trường đại học',
  'trường cao đẳng',
  'trường trung học phổ thông',
  'trường trung học cơ sở',
  'trường tiểu học',
  'trường mầm non',
  'bệnh viện',
  'đa khoa',
  'chuyển đổi số',
  'đổi mới sáng tạo',
  'sở hữu trí tuệ',
  'tiêu chuẩn đo lường chất lượng',
  'kinh tế',
  'hạ tầng',
  'đô thị',
  'công ty cổ phần',
  'công ty trách nhiệm hữu hạn',
  'công ty',
  'tập đoàn',
  'tổng công ty',
  'ban chỉ đạo',
  'tổ công tác',
  'ban tổ chức',
  'ban tuyên giáo',
  'dân vận',
  'tỉnh ủy',
  'đảng ủy',
  'thành ủy',
  'thủ tướng',
  'chính phủ',
  'quốc hội',
  'bộ',
  'sở',
  'tỉnh',
  'thành phố',
  'phường',
  'xã',
  'thị trấn',
  'quỹ',
  'phát triển',
  'hợp tác xã',
  'viện',
  'học viện',
  'kỹ thuật',
  'bưu chính',
  'viễn thông',
  'điện lực',
  'thuế',
  'hải quan',
  'thống kê',
]
  .map((one) => one.split(' '))
  .sort((a, b) => b.length - a.length)

/** Whether the last syllable of a line and the first of the next are one word that the end of the line broke: `… VÀ MÔI` / `TRƯỜNG`. */
export function brokenBetween(line: string, next: string): boolean {
  const syllables = (text: string) => text.normalize('NFC').toLocaleLowerCase('vi').split(/\s+/u).filter(Boolean)
  const last = syllables(line).at(-1)
  const first = syllables(next)[0]
  return compounds.some((one) => one.some((part, n) => n > 0 && one[n - 1] === last && part === first))
}

const joining = new Set(['và', 'về', 'của', 'các', 'cho', 'với', 'trong'])
/** Kinds of places stay in lower case inside a name: "Ủy ban nhân dân tỉnh Bắc Ninh". */
const places = new Set(['tỉnh', 'thành', 'phường', 'xã', 'thị'])

/** `SỞ KHOA HỌC VÀ CÔNG NGHỆ` → `Sở Khoa học và Công nghệ`. What is not a known compound is taken for a name: each syllable capitalised. */
export function organisationName(upper: string): string {
  const syllables = upper.normalize('NFC').toLocaleLowerCase('vi').split(/\s+/u).filter(Boolean)
  const shown: string[] = []
  for (let at = 0; at < syllables.length; ) {
    const compound = compounds.find((one) => one.every((part, n) => syllables[at + n] === part)) ?? [
      syllables[at] ?? '',
    ]
    const word = compound.join(' ')
    const lower = at > 0 && (joining.has(word) || places.has(compound[0] ?? ''))
    shown.push(lower ? word : capitalise(word))
    at += compound.length
  }
  return shown.join(' ')
}

const capitalise = (word: string) => word.charAt(0).toLocaleUpperCase('vi') + word.slice(1)
