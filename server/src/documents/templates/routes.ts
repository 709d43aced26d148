import { drafting } from '@mocban/contract/documents-drafting'
import { record } from '../../platform/access/index.ts'
import { clock } from '../../platform/clock.ts'
import { type App, refuse, serve, serveLong } from '../../platform/http/index.ts'
import { docxToPdf, docxType, findLibreOffice } from '../conversion/index.ts'
import { builtInTemplate } from './build-template.ts'
import { checkDocumentTemplate } from './check-template.ts'
import { listSigners } from './find-signers.ts'
import { formOf } from './forms.ts'
import { draftingUnitAbbreviation, keepPdf, makeDraftFiles, ownTemplate } from './make-draft-files.ts'
import { notationOf, plainName } from './official-names.ts'
import { issuingAgency } from './read-agency.ts'

export function templateRoutes(app: App): void {
  serve(app, drafting.form, async ({ tx, actor, params }) => {
    const type = await tx
      .selectFrom('document_type')
      .where('code', '=', params.type)
      .select(['name', 'abbreviation', 'legal'])
      .executeTakeFirst()
    if (!type) throw refuse('request.not-found')
    const agency = await issuingAgency(tx, actor.agencyId)
    const form = formOf(params.type, type.name)
    const unitAbbreviation = await draftingUnitAbbreviation(tx, actor)
    return {
      begin: form.begin.map((text) => text.replaceAll('{issuer}', plainName(agency))),
      needsAddressees: form.needsAddressees,
      needsGrounds: form.needsGrounds,
      unitAbbreviation,
      notation: notationOf({
        typeAbbreviation: type.abbreviation,
        legalYear: type.legal ? clock.today().slice(0, 4) : null,
        issuerAbbreviation: agency.abbreviation,
        unitAbbreviation,
      }),
      signers: await listSigners(tx, agency, actor.agencyId, params.type),
      makesPdf: findLibreOffice() !== null,
      ownTemplate: (await ownTemplate(tx, actor.agencyId, params.type)) !== null,
    }
  })

  serveLong(app, drafting.make, ({ asMe, body }) => makeDraftFiles(asMe, app.files, body))

  serveLong(app, drafting.convert, async ({ asMe, body }) => {
    // Whoever converts a file must be able to read it.
    const found = await asMe((tx) =>
      tx.selectFrom('file').where('sha256', '=', body.file.sha256).select('sha256').executeTakeFirst(),
    )
    if (!found) throw refuse('request.not-found')
    const conversion = await docxToPdf(await app.files.readAll(body.file.sha256))
    return keepPdf(asMe, app.files, conversion, body.file.name.replace(/\.docx$/i, ''))
  })

  serveLong(app, drafting.template, async ({ asMe, params, reply }) => {
    const { own, name } = await asMe(async (tx, actor) => ({
      own: await ownTemplate(tx, actor.agencyId, params.type),
      name: (await tx.selectFrom('document_type').where('code', '=', params.type).select('name').executeTakeFirst())
        ?.name,
    }))
    if (!name) throw refuse('request.not-found')
    const bytes = own ? await app.files.readAll(own) : await builtInTemplate(params.type, name)
    reply.header('content-disposition', `attachment; filename="mau-${encodeURIComponent(params.type)}.docx"`)
    return reply.type(docxType).send(bytes)
  })

  serve(app, drafting.replaceTemplate, async ({ tx, actor, params, body }) => {
    await tx
      .insertInto('document_template')
      .values({
        agency_id: actor.agencyId,
        type_code: params.type,
        sha256: body.file?.sha256 ?? null,
        name: body.file?.name ?? '',
        made_by: actor.personId,
      })
      .execute()
    // After the row: its trigger has made sure that the file is the actor's to read.
    const unknownTags = body.file ? await checkDocumentTemplate(await app.files.readAll(body.file.sha256)) : []
    await record(tx, actor, {
      kind: 'template.replaced',
      data: { typeCode: params.type, name: body.file?.name ?? null },
    })
    return { unknownTags }
  })
}
