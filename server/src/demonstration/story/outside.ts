import type { Matter } from '../matters/index.ts'
import type { Outside } from './paper.ts'

const upper = (text: string) => text.toUpperCase()

/** The ministry that a matter falls under. */
export function ministryOf(matter: Matter): Outside {
  const { name, abbreviation, sign } = matter.ministry
  const lines = sign.split('\n')
  return {
    name,
    letterhead: { superior: null, name: upper(name) },
    abbreviation,
    place: 'Hà Nội',
    party: false,
    sign: lines,
    signerTitle: titleCase(lines.at(-1) ?? ''),
  }
}
const titleCase = (text: string) =>
  text.toLowerCase().replace(/(^|\s)(\p{L})/gu, (_, space: string, letter: string) => space + letter.toUpperCase())

export const governmentOffice: Outside = {
  name: 'Văn phòng Chính phủ',
  letterhead: { superior: null, name: 'VĂN PHÒNG CHÍNH PHỦ' },
  abbreviation: 'VPCP',
  place: 'Hà Nội',
  party: false,
  sign: ['KT. BỘ TRƯỞNG, CHỦ NHIỆM', 'PHÓ CHỦ NHIỆM'],
  signerTitle: 'Phó Chủ nhiệm',
}
export const primeMinister: Outside = {
  name: 'Thủ tướng Chính phủ',
  letterhead: { superior: null, name: 'THỦ TƯỚNG CHÍNH PHỦ' },
  abbreviation: 'TTg',
  place: 'Hà Nội',
  party: false,
  sign: ['KT. THỦ TƯỚNG', 'PHÓ THỦ TƯỚNG'],
  signerTitle: 'Phó Thủ tướng',
}
export const provincialParty: Outside = {
  name: 'Tỉnh ủy Bắc Ninh',
  letterhead: { superior: null, name: 'TỈNH ỦY BẮC NINH' },
  abbreviation: 'TU',
  place: 'Bắc Ninh',
  party: true,
  sign: ['T/L BAN THƯỜNG VỤ', 'CHÁNH VĂN PHÒNG'],
  signerTitle: 'Chánh Văn phòng',
}
export const fatherlandFront: Outside = {
  name: 'Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Bắc Ninh',
  letterhead: { superior: 'MẶT TRẬN TỔ QUỐC VIỆT NAM', name: 'ỦY BAN MTTQ\nTỈNH BẮC NINH' },
  abbreviation: 'MTTQ',
  place: 'Bắc Ninh',
  party: false,
  sign: ['TM. BAN THƯỜNG TRỰC', 'PHÓ CHỦ TỊCH'],
  signerTitle: 'Phó Chủ tịch',
}

const company = (name: string, abbreviation: string): Outside => ({
  name,
  letterhead: { superior: null, name: upper(name) },
  abbreviation,
  place: 'Bắc Ninh',
  party: false,
  sign: ['GIÁM ĐỐC'],
  signerTitle: 'Giám đốc',
})
/** Invented enterprises, institutes and associations. */
export const organisations: readonly Outside[] = [
  company('Công ty TNHH Điện tử Sông Cầu', 'SCE'),
  company('Công ty Cổ phần Hạ tầng Khu công nghiệp Kinh Bắc Xanh', 'KBX'),
  company('Công ty TNHH Bán dẫn Luy Lâu', 'LLS'),
  company('Hợp tác xã Nông nghiệp Cam Lục Ngạn Xanh', 'HTX'),
  company('Phòng khám Đa khoa Thiên Đức', 'TĐ'),
  company('Bệnh viện Đa khoa tư nhân Như Nguyệt', 'NN'),
  company('Công ty Cổ phần Xây dựng Cầu Đuống Mới', 'CĐM'),
  company('Viện Nghiên cứu Ứng dụng Công nghệ Kinh Bắc', 'VKB'),
  company('Công ty Cổ phần Công nghệ Số Quan Họ', 'QHS'),
  company('Công ty TNHH Môi trường Ngũ Huyện Khê', 'NHK'),
  company('Hiệp hội Doanh nghiệp trẻ Thuận Thành', 'HHDN'),
]
export const citizen = (name: string): Outside => ({
  name: `Công dân ${name}`,
  letterhead: { superior: null, name: '' },
  abbreviation: '',
  place: 'Bắc Ninh',
  party: false,
  sign: ['NGƯỜI LÀM ĐƠN'],
  signerTitle: 'Công dân',
})
