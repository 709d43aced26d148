import { organisationFiles } from '@mocban/contract/organisation-files'
import { type App, serve, serveLong } from '../../platform/http/index.ts'
import { exportRows } from './export-table.ts'
import { importTable } from './import-table.ts'
import { writeTable } from './tables.ts'

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
}

export function organisationFileRoutes(app: App): void {
  serve(app, organisationFiles.import, ({ tx, actor, params, body }) =>
    importTable(tx, actor, { kind: params.kind, ...body }),
  )
  serveLong(app, organisationFiles.export, async ({ params, query, asMe, reply }) => {
    const rows = await asMe((tx) => exportRows(tx, params.kind))
    const bytes = await writeTable(params.kind, query.format, rows)
    return reply
      .type(types[query.format])
      .header('content-disposition', `attachment; filename="${params.kind}.${query.format}"`)
      .send(bytes)
  })
}
