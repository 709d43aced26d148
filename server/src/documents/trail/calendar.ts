import { sql } from 'kysely'
import { calendarSource } from '../../platform/notifications/index.ts'

/** Deadlines of what the person holds: steps that are asked of them, as on their desk. */
export function calendarOfDocuments(): void {
  calendarSource('documents', async (tx, actor) => {
    const { rows } = await sql<{
      id: string
      documentId: string
      dueOn: string
      symbol: string | null
      abstract: string
      at: string
    }>`
      select h.id, h.document_id as "documentId", h.due_on as "dueOn", d.symbol, d.abstract, h.asked_at as at
      from handling h join document d on d.id = h.document_id
      where h.ended_at is null and h.due_on is not null and h.role <> 'inform' and h.holder = any ((select app.principals())::uuid[])
      order by h.due_on limit 500`.execute(tx)
    const due = { vi: 'Hạn', en: 'Due', ur: 'آخری تاریخ' }[actor.language]
    return rows.map((row) => ({
      uid: `${row.id}@mocban`,
      date: row.dueOn,
      title: `${due}: ${row.symbol ?? row.abstract}`,
      detail: row.abstract,
      path: `/documents/${row.documentId}`,
      changedAt: row.at,
    }))
  })
}
