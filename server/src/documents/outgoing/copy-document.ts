import type { drafting, ExtractPart } from '@mocban/contract/documents-drafting'
import type { RouteInput } from '@mocban/contract/route'
import { sql } from 'kysely'
import { record } from '../../platform/access/index.ts'
import { clock } from '../../platform/clock.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { type AsMe, refuse } from '../../platform/http/index.ts'
import { keepFile } from '../conversion/keep-file.ts'
import { pageWords } from '../files/page-words.ts'
import { signingPosts } from '../templates/find-signers.ts'
import { authorityLines, issuerLines, notationOf, placeOf, superiorLine } from '../templates/official-names.ts'
import { issuingAgency } from '../templates/read-agency.ts'
import { authorityFor } from '../templates/signing-authority.ts'
import { copiedFile } from './copied-file.ts'
import { copyPdf, extractCopyPdf } from './copy-page.ts'
import { createDraft } from './create-draft.ts'
import { namedRecipients } from './draft-parts.ts'

type Input = RouteInput<typeof drafting.copy>['body'] & { documentId: string }

/**
 * Begins a copy of a document (Decree 30/2020, Art. 25 to 27) as a document of its own: its pages, or the extract's, and the block of the
 * copy; signed by who may certify it, numbered in the agency's series of copies when it is issued. A sao lục is made from a sao y only.
 * @throws request.not-found, copy.not-possible, draft.no-signer
 */
export async function copyDocument(asMe: AsMe, files: FileStore, input: Input): Promise<{ documentId: string }> {
  const { main, content, abstract } = await makeCopy(asMe, files, input)
  return asMe(async (tx, actor) => {
    const { documentId } = await createDraft(tx, actor, files, {
      facts: {
        travel: 'outgoing',
        typeCode: input.kind,
        abstract,
        urgency: 'normal',
        signerPositionId: input.signerPositionId,
        signerPersonId: input.signerPersonId,
        recipients: input.recipients,
      },
      files: { main, attachments: [] },
      answers: [],
      copies: input.documentId,
      fields: { authority: input.authority ?? null },
    })
    await tx
      .insertInto('document_relation')
      .values({ from_id: documentId, to_id: input.documentId, kind: 'copies' })
      .execute()
    await tx
      .insertInto('copy_source')
      .values({
        document_id: documentId,
        from_id: input.documentId,
        pages: input.pages,
        parts: JSON.stringify(input.parts),
      })
      .execute()
    const { travel } = await tx
      .selectFrom('document')
      .where('id', '=', input.documentId)
      .select('travel')
      .executeTakeFirstOrThrow()
    await record(tx, actor, {
      kind: 'document.copied',
      recordId: input.documentId,
      recordList: travel,
      data: { kind: input.kind, symbol: content.from, pages: input.pages || pagesOf(input.parts) },
    })
    return { documentId }
  })
}

/** What a copy would be, made as it is made, before it is begun. @throws request.not-found, copy.not-possible, draft.no-signer */
export async function previewCopy(asMe: AsMe, files: FileStore, input: Input): Promise<MadeFile> {
  return (await makeCopy(asMe, files, input)).main
}

type MadeFile = Awaited<ReturnType<typeof keepFile>>

async function makeCopy(asMe: AsMe, files: FileStore, input: Input) {
  const { original, content, abstract } = await asMe((tx, actor) => gather(tx, actor, input))
  const { sha256, mediaType } = original
  const file = { bytes: await files.readAll(sha256), mediaType }
  const wordsOf = async (page: number) => (await pageWords(asMe, files, { sha256, page })).words
  const pdf =
    input.parts.length > 0
      ? await extractCopyPdf(file, input.parts, wordsOf, content)
      : await copyPdf(file, input.pages, content)
  const name = `${content.form} ${original.name.replace(/\.\w{1,5}$/, '')}`.slice(0, 200)
  const main = await keepFile(asMe, files, pdf, `${name}.pdf`, 'application/pdf')
  return { main, content, abstract }
}

/** "1, 3" of the pages that parts are of. */
const pagesOf = (parts: ExtractPart[]) => [...new Set(parts.map((one) => one.page))].sort((a, b) => a - b).join(', ')

async function gather(tx: Tx, actor: Actor, input: Input) {
  const original = await copiedFile(tx, actor, input.documentId)
  const document = await tx
    .selectFrom('document')
    .where('id', '=', input.documentId)
    .select(['type_code', 'symbol', 'issued_on', 'issuer_name', 'abstract'])
    // The agency as it was called when it issued the document.
    .select(sql<string>`app.unit_name(agency_id, issued_on)`.as('agency_name'))
    .executeTakeFirstOrThrow()
  if (input.kind === 'sao-luc' && document.type_code !== 'sao-y')
    throw refuse('copy.not-possible', { because: 'copy-of-sao-y-only' })
  if (input.kind !== 'trich-sao' && input.parts.length > 0)
    throw refuse('copy.not-possible', { because: 'parts-of-extract-only' })
  if (input.kind === 'trich-sao' && !input.pages && input.parts.length === 0)
    throw refuse('copy.not-possible', { because: 'name-the-pages' })
  const agency = await issuingAgency(tx, actor.agencyId)
  const [post] = await signingPosts(tx, actor.agencyId, input.kind, {
    positionId: input.signerPositionId,
    personId: input.signerPersonId,
  })
  if (!post) throw refuse('draft.no-signer')
  const type = await tx
    .selectFrom('document_type')
    .where('code', '=', input.kind)
    .select(['name', 'abbreviation'])
    .executeTakeFirstOrThrow()
  const named = input.copiesTo.length > 0 ? [] : await namedRecipients(tx, input.recipients, null)
  const authority = authorityFor(agency, post, input.authority)
  const partial = pagesOf(input.parts)
  const day = document.issued_on?.split('-').reverse().join('/') ?? ''
  return {
    original,
    abstract:
      `${type.name} văn bản số ${document.symbol ?? '…'}${day && ` ngày ${day}`} của ${document.issuer_name ?? document.agency_name}: ${document.abstract}`.slice(
        0,
        2000,
      ),
    content: {
      superior: superiorLine(agency),
      issuer: issuerLines(agency),
      notation: notationOf({
        typeAbbreviation: type.abbreviation,
        issuerAbbreviation: agency.abbreviation,
        unitAbbreviation: '',
      }),
      form: type.name.toUpperCase(),
      place: placeOf(agency),
      year: clock.today().slice(0, 4),
      extract: input.kind !== 'trich-sao' ? null : partial ? `một phần trang ${partial}` : `trang ${input.pages}`,
      from: document.symbol ?? '',
      copiesTo: [...input.copiesTo, ...named.map((one) => one.name)],
      lines: authorityLines(agency, { ...post, authority }),
      signer: post.name,
    },
  }
}
