import type { FormFields } from '@mocban/contract/documents-drafting'
import { clock } from '../../platform/clock.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { type AsMe, refuse } from '../../platform/http/index.ts'
import { typeAndAbstract } from '../books/type-and-abstract.ts'
import { type Conversion, docxToPdf, docxType } from '../conversion/index.ts'
import { keepFile } from '../conversion/keep-file.ts'
import { builtInTemplate } from './build-template.ts'
import { fillTemplate, type TemplateFacts } from './fill-template.ts'
import { signingPosts } from './find-signers.ts'
import { notationOf } from './official-names.ts'
import { issuingAgency } from './read-agency.ts'
import { authorityFor } from './signing-authority.ts'

export interface MadeFiles {
  source: { sha256: string; name: string; mediaType: string }
  main: { sha256: string; name: string; mediaType: string } | null
  because: string | null
}

/**
 * Fills the template of a type with what is known and what the drafter typed: the DOCX, and its PDF where this machine has LibreOffice.
 * The files belong to the drafter until a draft refers to them.
 */
export async function makeDraftFiles(asMe: AsMe, files: FileStore, fields: FormFields): Promise<MadeFiles> {
  const { facts, template, typeName } = await asMe((tx, actor) => gather(tx, actor, fields))
  const docx = fillTemplate(
    template ? await files.readAll(template) : await builtInTemplate(fields.typeCode, typeName),
    facts,
  )
  const name = fileName({ code: fields.typeCode, name: typeName }, fields.abstract)
  const source = await keepFile(asMe, files, docx, `${name}.docx`, docxType)
  return { source, ...(await keepPdf(asMe, files, await docxToPdf(docx), name)) }
}

/** Stores the PDF of a conversion; where there is none, says why. */
export async function keepPdf(
  asMe: AsMe,
  files: FileStore,
  conversion: Conversion,
  name: string,
): Promise<Pick<MadeFiles, 'main' | 'because'>> {
  if (!conversion.pdf) return { main: null, because: conversion.because }
  return { main: await keepFile(asMe, files, conversion.pdf, `${name}.pdf`, 'application/pdf'), because: null }
}

/** What the form is filled with, from the database. */
async function gather(
  tx: Tx,
  actor: Actor,
  fields: FormFields,
): Promise<{ facts: TemplateFacts; template: string | null; typeName: string }> {
  const type = await tx
    .selectFrom('document_type')
    .where('code', '=', fields.typeCode)
    .select(['name', 'abbreviation', 'legal'])
    .executeTakeFirst()
  if (!type) throw refuse('request.invalid', { what: 'typeCode' })
  const agency = await issuingAgency(tx, actor.agencyId)
  const unitAbbreviation = fields.unitAbbreviation || (await draftingUnitAbbreviation(tx, actor))
  const [post] = fields.signerPositionId
    ? await signingPosts(tx, actor.agencyId, fields.typeCode, {
        positionId: fields.signerPositionId,
        personId: fields.signerPersonId,
      })
    : []
  if (fields.signerPositionId && !post) throw refuse('draft.no-signer')
  return {
    typeName: type.name,
    template: await ownTemplate(tx, actor.agencyId, fields.typeCode),
    facts: {
      agency,
      notation: notationOf({
        typeAbbreviation: type.abbreviation,
        legalYear: type.legal ? clock.today().slice(0, 4) : null,
        issuerAbbreviation: agency.abbreviation,
        unitAbbreviation,
      }),
      // A letter's form says "V/v" itself, which is "về việc".
      abstract: type.abbreviation ? beginning(fields.abstract) : fields.abstract.replace(/^(v\/v|về việc)\s+/iu, ''),
      urgency: fields.urgency,
      addressees: fields.addressees,
      grounds: fields.grounds,
      body: fields.body,
      recipients: fields.copiesTo,
      unitAbbreviation,
      signer: {
        name: post?.name ?? '',
        title: post?.title ?? '',
        authority: post ? authorityFor(agency, post, fields.authority) : null,
        headTitle: post?.headTitle ?? null,
        unitHeadTitle: post?.unitHeadTitle ?? null,
        actsAsHead: post?.actsAsHead ?? false,
      },
      year: clock.today().slice(0, 4),
    },
  }
}

/** The drafting unit as it stands in symbols; for the agency's own leaders, their office. */
export async function draftingUnitAbbreviation(tx: Tx, actor: Actor): Promise<string> {
  const unitId = actor.unitId
  if (unitId === actor.agencyId) return 'VP'
  const row = await tx.selectFrom('unit_now').where('id', '=', unitId).select('abbreviation').executeTakeFirst()
  return row?.abbreviation ?? 'VP'
}

/** The agency's own template of a type in force, or null for the program's. */
export async function ownTemplate(tx: Tx, agencyId: string, typeCode: string): Promise<string | null> {
  const row = await tx
    .selectFrom('document_template')
    .where('agency_id', '=', agencyId)
    .where('type_code', '=', typeCode)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .select('sha256')
    .limit(1)
    .executeTakeFirst()
  return row?.sha256 ?? null
}

/** Below the name of the type the abstract begins with a capital (Appendix III, form 1.2), however it was entered. */
const beginning = (text: string): string =>
  text.replace(/^\s*\p{Ll}(?=[\p{Ll}\s])/u, (one) => one.toLocaleUpperCase('vi'))

const fileName = (type: { code: string; name: string }, abstract: string) =>
  typeAndAbstract(type, abstract)
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 100)
    .trim()
