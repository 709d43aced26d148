import type { SignWith } from '@mocban/contract/sign-with'
import { sql } from 'kysely'
import { principal, record } from '../../platform/access/index.ts'
import { clock } from '../../platform/clock.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { cameSigned, mustBeSigned } from '../../signing/index.ts'
import { nextNumber } from '../books/next-number.ts'
import { type Numberable, pageAsItCame, signedPage, writeNumber } from '../conversion/index.ts'
import { codeOf, markOf } from '../genuine/codes.ts'
import { numberText } from '../templates/official-names.ts'
import { numberedAt } from './copy-forms.ts'
import { dispatch } from './dispatch.ts'
import { finishAnswered } from './finish-answered.ts'
import { type Draft, draftForAct, moveDocument } from './load-draft.ts'
import { type IssuePlan, planIssue } from './plan-issue.ts'
import { endReplaced } from './replace-document.ts'
import { type IssuedFile, type OpenSeal, openSeal, sealAttachments, sealMain, sealName } from './signing/seal-issued.ts'
import { keepSignature, type SigningDesk, signedSoFar } from './signing/sign-version.ts'
import { tellUnits } from './tell-units.ts'

/**
 * Issues an approved draft (Decree 30/2020, Art. 14 to 18): takes the next number of the agency's book, writes number and day into the approved PDF
 * (unless it came signed by others),
 * freezes it and sends it to its recipients. What it answers is finished, what it replaces is asked back.
 * Where a key is given, the agency signs what goes out (Art. 32: the registry itself, after the authorised signature, with number and day in).
 * @throws record.changed, document.act-not-now, draft.no-recipient, register.closed, signing.signature-needed, what the key refuses
 */
export async function issueDocument(
  tx: Tx,
  actor: Actor,
  desk: SigningDesk,
  input: {
    documentId: string
    version: number
    signature?: SignWith | null | undefined
  },
): Promise<{ number: number; symbol: string; deliveries: number }> {
  const draft = await draftForAct(tx, actor, input.documentId, 'issue', input.version)
  const plan = await planIssue(tx, draft)
  const seal = input.signature ? await openSeal(tx, actor, desk, input.signature) : null
  try {
    return await issueSealed(tx, actor, desk, draft, plan, seal)
  } finally {
    await seal?.key.close?.()
  }
}

async function issueSealed(
  tx: Tx,
  actor: Actor,
  desk: SigningDesk,
  draft: Draft,
  plan: IssuePlan,
  seal: OpenSeal | null,
): Promise<{ number: number; symbol: string; deliveries: number }> {
  const approved = await approvedFiles(tx, draft)
  const before = await signedSoFar(tx, draft.id, draft.lastVersion)
  await mustCarry(tx, draft, before?.kinds ?? [], seal !== null)
  // Everything slow is done before the book is locked; a signature made for a number that somebody else then took is made again.
  const page = await pageOf(tx, desk, draft, approved.main.sha256, before?.sha256 ?? null)
  if (page.blanks.year && page.blanks.year !== String(plan.year))
    throw refuse('document.act-not-now', { because: 'year-differs' })
  const make = async (number: number) => {
    const symbol = `${numberText(number)}/${plan.notation}`
    const written = await page.write({ number, notation: plan.notation, issuedOn: plan.issuedOn })
    return {
      number,
      symbol,
      main: seal ? await sealMain(written, seal, desk, draft, actor) : written,
      attachments: seal ? await sealAttachments(tx, seal, desk, symbol, approved.attachments) : approved.attachments,
    }
  }
  const ready = seal ? await make(await nextNumber(tx, { ...draft, ...plan })) : null
  const { registerId, number } = await takeNumber(tx, draft, plan)
  // Signing took until past midnight: another may have got a number of the new day meanwhile, and days would run back while numbers go up.
  if (clock.today() !== plan.issuedOn) throw refuse('document.act-not-now', { because: 'day-turned' })
  const made = ready?.number === number ? ready : await make(number)
  const { symbol } = made
  const numbered = await desk.files.putBytes(Buffer.from(made.main))
  await sql`select app.add_file(${numbered.sha256}, ${numbered.size}, 'application/pdf')`.execute(tx)
  const sent = [
    { ...approved.main, sha256: numbered.sha256, name: `${symbol.replaceAll('/', '-')}.pdf` },
    ...made.attachments,
  ]
  await keepIssued(tx, actor, draft, sent)
  if (seal)
    await keepSignature(tx, actor, desk.files, {
      documentId: draft.id,
      versionNo: draft.lastVersion + 1,
      ordinal: (before?.ordinal ?? 0) + 1,
      kind: 'seal',
      signed: made.main,
      certificate: seal.key.certificate,
    })
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
      : (await sendOut(tx, actor, draft, plan, { symbol, pageCount: page.blanks.pages, files: sent })).length
  for (const answered of plan.answers) await finishAnswered(tx, actor, { incomingId: answered.id, symbol })
  for (const replaced of plan.replaces) await endReplaced(tx, actor, { documentId: replaced, bySymbol: symbol })
  await record(tx, actor, {
    kind: 'document.issued',
    recordId: draft.id,
    recordList: draft.travel,
    data: {
      symbol,
      number,
      issuedOn: plan.issuedOn,
      abstract: draft.abstract,
      recipients: plan.recipients.length,
      ...(seal ? { sealedBy: sealName(seal) } : {}),
    },
    concerns: [principal.person(draft.createdBy)],
  })
  return { number, symbol, deliveries }
}

/**
 * The approved page with room for its number. One that came signed by others takes nothing up: issued without a signature of ours it goes out byte for byte as
 * it came, and what is signed here stands behind it.
 */
async function pageOf(
  tx: Tx,
  desk: SigningDesk,
  draft: Draft,
  sha256: string,
  signed: string | null,
): Promise<Numberable> {
  const pdf = await desk.files.readAll(sha256)
  const last = signed ? await desk.files.readAll(signed) : pdf
  const at = numberedAt(draft.typeCode)
  if (cameSigned(pdf)) return pageAsItCame(last, at)
  return signed ? signedPage(last, at) : writeNumber(pdf, markOf(desk.origin, await codeOf(tx, draft.id)), at)
}

/** Freezes what goes out of the agency and sends it. */
async function sendOut(
  tx: Tx,
  actor: Actor,
  draft: Draft,
  plan: IssuePlan,
  out: { symbol: string; pageCount: number; files: IssuedFile[] },
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
        : one.outsideId
          ? { outsideId: one.outsideId, name: one.name }
          : { name: one.name, channel: one.channel as 'paper' | 'mail' },
    ),
    replacesId: await replacedDispatch(tx, plan),
  })
}

/** What the agency wants signed before a document of the type goes out. @throws signing.signature-needed */
async function mustCarry(tx: Tx, draft: Draft, kinds: string[], sealed: boolean): Promise<void> {
  const must = await mustBeSigned(tx, draft.agencyId, draft.typeCode)
  if (must.approval && !kinds.includes('approval')) throw refuse('signing.signature-needed', { what: 'approval' })
  if (must.seal && !sealed) throw refuse('signing.signature-needed', { what: 'seal' })
}

/** The files of the approved version, as they go out. */
async function approvedFiles(tx: Tx, draft: Draft): Promise<{ main: IssuedFile; attachments: IssuedFile[] }> {
  const rows = await tx
    .selectFrom('document_file')
    .where('document_id', '=', draft.id)
    .where('version_no', '=', draft.approvedVersion)
    .where('role', 'in', ['main', 'attachment'])
    .orderBy('ordinal')
    .select(['sha256', 'name', 'media_type as mediaType', 'role'])
    .execute()
  const [main] = rows.filter((row) => row.role === 'main') as IssuedFile[]
  if (!main) throw refuse('draft.no-file')
  return { main, attachments: rows.filter((row) => row.role === 'attachment') as IssuedFile[] }
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
async function keepIssued(tx: Tx, actor: Actor, draft: Draft, sent: IssuedFile[]): Promise<void> {
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
