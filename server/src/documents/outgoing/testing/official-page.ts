import type { Standing } from '../../../platform/database/index.ts'
import type { TestDatabase } from '../../../platform/testing/index.ts'
import { typesetPdf } from '../../conversion/index.ts'
import { signingPosts } from '../../templates/find-signers.ts'
import { authorityLines, issuerLines, notationOf, placeOf, superiorLine } from '../../templates/official-names.ts'
import { issuingAgency } from '../../templates/read-agency.ts'
import { signingAuthority } from '../../templates/signing-authority.ts'

export interface PageOf {
  typeCode?: string
  abstract?: string
  signerPositionId?: string | null
  /** On a paper that was numbered elsewhere, what stands in the blanks. */
  printed?: { number: string; day: string; month: string }
}

const page = `
#set page("a4", margin: (top: 20mm, bottom: 20mm, left: 30mm, right: 15mm))
#set text(size: 14pt)
#let centred(size, look, words) = align(center, text(size: size, ..look, words))
#let bold = (weight: "bold")
#grid(columns: (66mm, 99mm),
  stack(spacing: 5pt,
    ..data.superior.map(line => centred(12pt, (:), line)),
    ..data.issuer.map(line => centred(12pt, bold, line)),
    centred(13pt, (:), [Số:#if data.printed == none { h(20mm) } else [ #data.printed.number]/#data.notation]),
    ..data.about.map(line => centred(12pt, (:), line))),
  stack(spacing: 5pt,
    centred(12pt, bold, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    centred(13pt, bold, "Độc lập - Tự do - Hạnh phúc"),
    centred(13pt, (style: "italic"), [#data.place, ngày#if data.printed == none { h(9mm) } else [ #data.printed.day ]tháng#if data.printed == none { h(9mm) } else [ #data.printed.month ]năm #data.year])))
#v(6pt)
#for line in data.title { centred(14pt, bold, line) }
#for line in data.to { par(line) }
#for line in data.words { par(justify: true, first-line-indent: (amount: 12.7mm, all: true), line) }
#v(12pt)
#grid(columns: (80mm, 85mm),
  stack(spacing: 4pt, text(size: 12pt, weight: "bold", style: "italic", "Nơi nhận:"), ..data.recipients.map(line => text(size: 11pt, line))),
  stack(spacing: 5pt, ..data.authority.map(line => centred(14pt, bold, line)), v(40pt), centred(14pt, bold, data.name)))
`

/** A page in official form, with the blanks that are filled at issue, set by Typst so that tests need no LibreOffice. */
export async function officialPage(
  database: TestDatabase,
  who: Standing,
  words: string[],
  year: string,
  { typeCode = 'cong-van', abstract = 'triển khai tổ công nghệ số cộng đồng', signerPositionId, printed }: PageOf = {},
): Promise<Buffer> {
  const facts = await database.owner.transaction().execute(async (tx) => {
    const { agency_id: agencyId } = await tx
      .selectFrom('position')
      .where('id', '=', who.positionId)
      .select('agency_id')
      .executeTakeFirstOrThrow()
    const type = await tx.selectFrom('document_type').where('code', '=', typeCode).selectAll().executeTakeFirstOrThrow()
    const posts = await signingPosts(tx, agencyId, typeCode)
    const chosen = posts.find((post) => post.positionId === signerPositionId)
    return {
      agency: await issuingAgency(tx, agencyId),
      type,
      post: chosen ?? posts.find((post) => post.rank > 1) ?? posts[0],
    }
  })
  const { agency, type, post } = facts
  const letter = type.abbreviation === null
  const superior = superiorLine(agency)
  return typesetPdf(page, {
    printed: printed ?? null,
    superior: superior ? [superior] : [],
    issuer: issuerLines(agency),
    notation: notationOf({
      typeAbbreviation: type.abbreviation,
      issuerAbbreviation: agency.abbreviation,
      unitAbbreviation: 'CĐS',
      legalYear: type.legal ? year : null,
    }),
    about: letter ? [`V/v ${abstract}`] : [],
    place: placeOf(agency),
    year,
    title: letter ? [] : [type.name.toUpperCase(), abstract],
    to: letter ? ['Kính gửi: Các cơ quan, đơn vị.'] : [],
    words,
    recipients: [...(letter ? ['- Như trên;'] : []), '- Lưu: VT, CĐS.'],
    authority: post
      ? authorityLines(agency, {
          title: post.title,
          authority: signingAuthority(agency, post).usual,
          headTitle: post.headTitle,
        })
      : ['GIÁM ĐỐC'],
    name: post?.name ?? 'Nguyễn Văn An',
  })
}
