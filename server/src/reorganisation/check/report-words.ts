import type { CountKind, Question, QuestionKind } from '@mocban/contract/reorganisation-check'

/** The words of the report: an official paper, and therefore always in Vietnamese. */

export const countWords: Partial<Record<CountKind, string>> = {
  documents: 'Văn bản đã đăng ký, soạn thảo',
  'documents-open': 'Văn bản đang xử lý',
  arrivals: 'Văn bản đến chờ đăng ký',
  drafts: 'Dự thảo',
  approved: 'Văn bản đã duyệt, chưa ban hành',
  reviews: 'Lượt xem xét, phê duyệt đang chờ',
  'tasks-open': 'Nhiệm vụ đang thực hiện',
  'work-files': 'Hồ sơ công việc đang mở',
  registers: 'Sổ đăng ký đang mở',
  people: 'Người',
  posts: 'Chức vụ, vị trí',
  'vacant-posts': 'Vị trí trống',
  'committee-seats': 'Ghế thành viên ban, tổ công tác',
  delegations: 'Ủy quyền còn hiệu lực',
  templates: 'Mẫu văn bản riêng',
  rules: 'Quy tắc riêng',
  'service-accounts': 'Tài khoản hệ thống',
}

export const questionWords: Record<QuestionKind, string> = {
  'predecessor-not-found': 'Tên đơn vị cũ trong danh sách không khớp đơn vị nào',
  'predecessor-ambiguous': 'Tên đơn vị cũ trong danh sách khớp nhiều đơn vị',
  'unit-without-successor': 'Đơn vị chưa có nơi kế thừa',
  'unit-twice': 'Đơn vị được xử lý hai lần',
  'several-heads': 'Nhiều người đứng đầu vào cùng một đơn vị',
  'person-without-post': 'Người chưa có vị trí',
  'record-without-holder': 'Việc đang mở chưa có người nhận',
  'open-number': 'Văn bản đã duyệt, chưa ban hành: trả về người soạn',
  'double-code': 'Trùng mã',
  'double-abbreviation': 'Trùng chữ viết tắt',
  'double-name': 'Trùng tên',
  cycle: 'Trực thuộc vòng tròn',
  'parent-absent': 'Đơn vị cấp trên không còn',
  'not-yours': 'Đơn vị của cơ quan khác',
  'unit-changed-since': 'Đơn vị có thay đổi khác từ ngày này trở đi',
  'written-since': 'Đã có việc ghi sau ngày hiệu lực',
  'delegation-ends': 'Ủy quyền chấm dứt',
}

/** What one question is about, under the heading of its kind. */
export function detailWords({ kind, unit, person, data }: Question): string {
  const name = [unit?.name || String(data.unit ?? '') || '—', data.within].filter(Boolean).join(', ')
  const listed = `“${data.written ?? ''}”, hình thành nên ${name}`
  const count = `${data.count ?? 0}`
  const words: Partial<Record<QuestionKind, string>> = {
    'predecessor-not-found': listed,
    'predecessor-ambiguous': listed,
    'several-heads': `${count} người đứng đầu cùng về ${name}`,
    'person-without-post': `${person?.name ?? ''}${data.title ? `, ${data.title}` : ''}`,
    'record-without-holder': `${name}: ${count} việc`,
    'open-number': `${name}: ${count} văn bản`,
    'written-since': `${name}: ${count} việc`,
    'delegation-ends': `${name}: ${count} ủy quyền`,
    'unit-changed-since': data.day ? `${name}: từ ngày ${String(data.day).split('-').reverse().join('/')}` : name,
    'double-code': `mã ${data.code}: ${data.units}`,
    'double-abbreviation': `viết tắt ${data.abbreviation}: ${data.units}`,
    'double-name': `${name}: ${count} cơ quan`,
  }
  return words[kind] ?? person?.name ?? name
}

/** What was decided, and by whom. */
export function decisionWords({ answer, weight }: Question): [string, string] {
  if (!answer) return [weight === 'note' ? 'Để biết' : 'Theo quy tắc của phương án', '']
  const fixed: Record<string, string> = {
    none: 'Không phải đơn vị, bỏ qua',
    accept: 'Chấp nhận',
    leaves: 'Thôi việc',
  }
  return [fixed[answer.value] ?? answer.label, answer.by.name]
}
