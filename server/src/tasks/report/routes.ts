import { tasksReport } from '@mocban/contract/tasks-report'
import { docxToPdf } from '../../documents/index.ts'
import { type App, refuse, serve, serveLong } from '../../platform/http/index.ts'
import { gatherReport, type ReportFacts } from './gather-report.ts'
import { ownReportTemplate, replaceReportTemplate } from './own-template.ts'
import { reportPdf } from './report-pdf.ts'
import { reportWords } from './report-words.ts'

const types = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
}

export function reportRoutes(app: App): void {
  serveLong(app, tasksReport.file, async ({ query, asMe, reply }) => {
    const { facts, own } = await asMe(async (tx, actor) => ({
      facts: await gatherReport(tx, actor, query.from, query.to),
      own: await ownReportTemplate(tx, actor.agencyId),
    }))
    const template = own ? await app.files.readAll(own) : undefined
    const name = `bao-cao-nhiem-vu-${query.from}-${query.to}.${query.as}`
    return reply
      .type(types[query.as])
      .header('content-disposition', `attachment; filename="${name}"`)
      .send(await (query.as === 'docx' ? docx(facts, template) : pdf(facts, template)))
  })

  serveLong(app, tasksReport.template, async ({ asMe, reply }) => {
    const own = await asMe((tx, actor) => ownReportTemplate(tx, actor.agencyId))
    const bytes = own ? await app.files.readAll(own) : await (await import('./report-docx.ts')).reportTemplate()
    reply.header('content-disposition', 'attachment; filename="mau-bao-cao-nhiem-vu.docx"')
    return reply.type(types.docx).send(bytes)
  })

  serve(app, tasksReport.replaceTemplate, ({ tx, actor, body }) =>
    replaceReportTemplate(tx, actor, app.files, body.file),
  )
}

async function docx(facts: ReportFacts, template?: Buffer): Promise<Buffer> {
  const { reportDocx } = await import('./report-docx.ts')
  return reportDocx(facts, reportWords(facts), template)
}

/** The program's own report is set directly; an agency's template becomes a PDF by LibreOffice, and the reader is told where there is none. */
async function pdf(facts: ReportFacts, template?: Buffer): Promise<Buffer> {
  if (!template) return reportPdf(facts, reportWords(facts))
  const conversion = await docxToPdf(await docx(facts, template))
  if (!conversion.pdf) throw refuse('task.report-no-pdf')
  return conversion.pdf
}
