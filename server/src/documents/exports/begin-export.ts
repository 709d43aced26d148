import type { ExportView } from '@mocban/contract/exports'
import { clock } from '../../platform/clock.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { findExportKind, findFileExportKind } from '../../platform/exports/index.ts'
import { refuse } from '../../platform/http/index.ts'
import type { Jobs } from '../../platform/jobs/index.ts'

/** One person's exports at a time: more would only wait for each other. */
const mostUnderWay = 3
export const exportQueue = 'documents.export'

const columns = [
  'id',
  'kind',
  'name',
  'state',
  'rows_done as rowsDone',
  'rows_total as rowsTotal',
  'created_at as createdAt',
  'finished_at as finishedAt',
] as const

/** Notes what is to be exported and puts the work in line with it. The job runs later as the same person in the same post. */
export async function beginExport(
  tx: Tx,
  actor: Actor,
  jobs: Jobs,
  wanted: { kind: string; name: string; query: Record<string, string> },
  language: 'vi' | 'en' | 'ur',
): Promise<ExportView> {
  if (!findExportKind(wanted.kind) && !findFileExportKind(wanted.kind))
    throw refuse('request.invalid', { what: `kind (${wanted.kind})` })
  const underWay = await tx
    .selectFrom('export')
    .select('id')
    .where('state', 'in', ['waiting', 'running'])
    // What is older will not end any more, and stands in nobody's way.
    .where('created_at', '>', new Date(clock.now().getTime() - 2 * 3_600_000).toISOString())
    .execute()
  if (underWay.length >= mostUnderWay) throw refuse('export.too-many', { most: mostUnderWay })
  const begun = await tx
    .insertInto('export')
    .values({
      person_id: actor.personId,
      position_id: actor.positionId,
      delegation_id: actor.delegationId,
      kind: wanted.kind,
      name: wanted.name,
      query: JSON.stringify(wanted.query),
      language,
    })
    .returning(columns)
    .executeTakeFirstOrThrow()
  await jobs.enqueue(tx, exportQueue, { exportId: begun.id })
  return begun as ExportView
}

/** One's exports, newest first. */
export async function listExports(tx: Tx): Promise<ExportView[]> {
  return (await tx
    .selectFrom('export')
    .select(columns)
    .orderBy('created_at', 'desc')
    .limit(50)
    .execute()) as ExportView[]
}
