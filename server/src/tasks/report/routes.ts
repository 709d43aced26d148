import { tasksReport } from '@mocban/contract/tasks-report'
import { type App, serveLong } from '../../platform/http/index.ts'
import { gatherReport } from './gather-report.ts'
import { reportPdf } from './report-pdf.ts'
import { reportWords } from './report-words.ts'

const types = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
}

export function reportRoutes(app: App): void {
  serveLong(app, tasksReport.file, async ({ query, asMe, reply }) => {
    const facts = await asMe((tx, actor) => gatherReport(tx, actor, query.from, query.to))
    const words = reportWords(facts)
    const name = `bao-cao-nhiem-vu-${query.from}-${query.to}.${query.as}`
    const make = {
      docx: async () => (await import('./report-docx.ts')).reportDocx(facts, words),
      pdf: async () => reportPdf(facts, words),
    }
    return reply
      .type(types[query.as])
      .header('content-disposition', `attachment; filename="${name}"`)
      .header('cache-control', 'private, no-store')
      .send(await make[query.as]())
  })
}
