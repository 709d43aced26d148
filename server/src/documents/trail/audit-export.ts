import { auditedWords, auditFilter } from '@mocban/contract/audit'
import { heldAsWords } from '@mocban/contract/held-as'
import { z } from 'zod'
import { exportKind } from '../../platform/exports/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { listActs } from './list-acts.ts'

const titles = {
  vi: [
    'Thời điểm',
    'Người thực hiện',
    'Chức vụ',
    'Đơn vị',
    'Cơ quan',
    'Tư cách',
    'Theo ủy quyền của',
    'Thao tác',
    'Hồ sơ, văn bản',
    'Địa chỉ',
    'Mã sự kiện',
  ],
  en: ['When', 'Who', 'Position', 'Unit', 'Agency', 'Held as', 'By delegation of', 'Act', 'Record', 'Address', 'Event'],
  ur: ['کب', 'کس نے', 'عہدہ', 'یونٹ', 'ادارہ', 'عہدہ بطور', 'کی تفویض سے', 'کارروائی', 'ریکارڈ', 'پتہ', 'واقعہ'],
}
const widths = [20, 24, 24, 28, 36, 18, 24, 60, 24, 18, 38]

/** Declares the export of the acts an auditor has narrowed down to; whoever does not audit gets an empty sheet. */
export function auditExport(): void {
  exportKind('audit', {
    columns: (language) => titles[language].map((title, at) => ({ title, width: widths[at] ?? 20 })),
    async *rows(tx, _actor, query, language) {
      const filter = z.object(auditFilter).safeParse(query)
      if (!filter.success) throw refuse('request.invalid', { what: 'query' })
      let after: string | undefined
      do {
        const page = await listActs(tx, { ...filter.data, after, limit: 500 })
        for (const act of page.items)
          yield [
            inVietnam(act.at),
            act.who,
            act.position,
            act.unit,
            act.agency,
            act.heldAs && heldAsWords[language][act.heldAs],
            act.actingFor,
            auditedWords(act, language),
            act.recordName ?? act.recordId,
            act.address,
            act.id,
          ]
        after = page.next
      } while (after)
    },
  })
}

const clockFace = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Ho_Chi_Minh',
  dateStyle: 'short',
  timeStyle: 'medium',
})
const inVietnam = (at: string) => clockFace.format(new Date(at))
