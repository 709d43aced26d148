import { sql } from 'kysely'
import { principal, record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { writeNumber } from '../conversion/index.ts'
import { codeOf, markOf } from '../genuine/codes.ts'
import { numberText } from '../templates/official-names.ts'
import { dispatch } from './dispatch.ts'
import { finishAnswered } from './finish-answered.ts'
import { type Draft, draftForAct, moveDocument } from './load-draft.ts'
import { type IssuePlan, planIssue } from './plan-issue.ts'
import { endReplaced } from './replace-document.ts'
import { tellUnits } from './tell-units.ts'

/**
 * Issues an approved draft (Decree 30/2020, Art. 14 to 18): takes the next number of the agency's book, writes number and day into the approved PDF,
 * freezes it and sends it to its recipients. What it answers is finished, what it replaces is asked back.
 * The signature of the agency (Art. 32: put by the registry itself, after the authorised signature) takes its place between writing the number and sending.
 * @throws record.changed, document.act-not-now, draft.no-recipient, document.date-impossible, register.closed
 */
export async function issueDocument(
  tx: Tx,
  actor: Actor,
  files: FileStore,
  input: { documentId: string; version: number; issuedOn?: string | null | undefined; origin: string },
): Promise<{ number: number; symbol: string; deliveries: number }> {
  const draft = await draftForAct(tx, actor, input.documentId, 'issue', input.version)
  const plan = await planIssue(tx, draft, input.issuedOn ?? undefined)
  const approved = await approvedFiles(tx, draft)
  // Everything slow is done before the book is locked.
  const mark = markOf(input.origin, await codeOf(tx, draft.id))
  const page = await writeNumber(await files.readAll(approved.main.sha256), mark)
  if (page.blanks.year && page.blanks.year !== String(plan.year))
    throw refuse('document.act-not-now', { because: 'year-differs' })
  const { registerId, number } = await takeNumber(tx, draft, plan)
  const symbol = `${numberText(number)}/${plan.notation}`
  const numbered = await files.putBytes(await page.write({ number, notation: plan.notation, issuedOn: plan.issuedOn }))
  await sql`select app.add_file(${numbered.sha256}, ${numbered.size}, 'application/pdf')`.execute(tx)
  const sent = [
    { ...approved.main, sha256: numbered.sha256, name: `${symbol.replaceAll('/', '-')}.pdf` },
    ...approved.attachments,
  ]
  await keepIssued(tx, actor, draft, sent)
  await moveDocument(tx, draft.id, {
    state: 'issued',
    agency_id: draft.agencyId,
    register_id: registerId,
    number,
    symbol,
    issued_on: plan.issuedOn,
    page_count: page.blanks.pages,
    copies: plan.recipients.length || null,
  })
  const deliveries =
    draft.travel === 'internal'
      ? await tellUnits(tx, actor, draft, plan)
      : (await sendOut(tx, actor, draft, plan, { symbol, pageCount: page.blanks.pages, files: sent })).deliveryIds
          .length
  for (const answered of plan.answers) await finishAnswered(tx, actor, { incomingId: answered.id, symbol })
  for (const replaced of plan.replaces) await endReplaced(tx, actor, { documentId: replaced, bySymbol: symbol })
  await record(tx, actor, {
    kind: 'document.issued',
    recordId: draft.id,
    recordList: draft.travel,
    data: { symbol, number, issuedOn: plan.issuedOn, abstract: draft.abstract, recipients: plan.recipients.length },
    concerns: [principal.person(draft.createdBy)],
  })
  return { number, symbol, deliveries }
}

/** Freezes what goes out of the agency and sends it. */
async function sendOut(
  tx: Tx,
  actor: Actor,
  draft: Draft,
  plan: IssuePlan,
  out: { symbol: string; pageCount: number; files: SentFile[] },
) {
  return dispatch(tx, actor, {
    documentId: draft.id,
    kind: 'issue',
    facts: {
      symbol: out.symbol,
      issuedOn: plan.issuedOn,
      typeCode: draft.typeCode,
      abstract: draft.abstract,
      urgency: draft.urgency,
      issuerName: actor.agencyName,
      issuerUnitId: actor.agencyId,
      signerName: draft.signerName,
      signerTitle: draft.signerTitle,
      pageCount: out.pageCount,
      dueOn: draft.dueOn,
      answers:
        plan.answers
          .map((one) => one.symbol)
          .filter(Boolean)
          .join(', ') || null,
      direction: null,
      directedBy: null,
    },
    files: out.files,
    recipients: plan.recipients.map((one) =>
      one.agencyId
        ? { agencyId: one.agencyId, name: one.name }
        : { name: one.name, channel: one.channel as 'paper' | 'mail' },
    ),
    replacesId: await replacedDispatch(tx, plan),
  })
}

interface SentFile {
  sha256: string
  name: string
  mediaType: string
  role: 'main' | 'attachment'
}

/** The files of the approved version, as they go out. */
async function approvedFiles(tx: Tx, draft: Draft): Promise<{ main: SentFile; attachments: SentFile[] }> {
  const rows = await tx
    .selectFrom('document_file')
    .where('document_id', '=', draft.id)
    .where('version_no', '=', draft.approvedVersion)
    .where('role', 'in', ['main', 'attachment'])
    .orderBy('ordinal')
    .select(['sha256', 'name', 'media_type as mediaType', 'role'])
    .execute()
  const [main] = rows.filter((row) => row.role === 'main') as SentFile[]
  if (!main) throw refuse('draft.no-file')
  return { main, attachments: rows.filter((row) => row.role === 'attachment') as SentFile[] }
}

async function takeNumber(tx: Tx, draft: Draft, plan: IssuePlan): Promise<{ registerId: string; number: number }> {
  const { rows } = await sql<{ registerId: string; number: number }>`
    select register_id as "registerId", number from app.take_number(${draft.agencyId}, ${draft.travel}, ${plan.series}, ${plan.year}, ${draft.id})`
    .execute(tx)
    .catch((error: { code?: string }) => {
      throw error.code === 'MB001' ? refuse('register.closed') : error
    })
  const taken = rows[0]
  if (!taken) throw refuse('register.closed')
  return taken
}

/** The issued files stand after the last version of the draft: they are what the record shows from now on. */
async function keepIssued(tx: Tx, actor: Actor, draft: Draft, sent: SentFile[]): Promise<void> {
  await tx
    .insertInto('document_file')
    .values(
      sent.map((file, n) => ({
        document_id: draft.id,
        sha256: file.sha256,
        name: file.name,
        media_type: file.mediaType,
        role: file.role,
        version_no: draft.lastVersion + 1,
        ordinal: n + 1,
        added_by: actor.personId,
      })),
    )
    .execute()
}

async function replacedDispatch(tx: Tx, plan: IssuePlan): Promise<string | null> {
  const [replaced] = plan.replaces
  if (!replaced) return null
  const row = await tx
    .selectFrom('dispatch')
    .where('document_id', '=', replaced)
    .where('kind', '=', 'issue')
    .orderBy('issued_at', 'desc')
    .select('id')
    .executeTakeFirst()
  return row?.id ?? null
}
