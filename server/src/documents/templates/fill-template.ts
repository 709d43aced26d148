import Docxtemplater from 'docxtemplater'
import PizZip from 'pizzip'
import { fitLines } from '../form/fit-lines.ts'
import {
  authorityLines,
  dayAndMonth,
  deciderLine,
  type IssuingAgency,
  isCommittee,
  issuerLines,
  numberText,
  placeOf,
  plainName,
  type Signer,
  superiorLine,
} from './official-names.ts'

/** Everything that a template is filled with. Number and day stay blank until the moment of issue. */
export interface TemplateFacts {
  agency: IssuingAgency
  notation: string
  abstract: string
  urgency: 'normal' | 'urgent' | 'very-urgent' | 'express'
  addressees: string[]
  grounds: string[]
  /** Paragraphs as the drafter typed them; headings and articles are recognised by how they begin. */
  body: string[]
  recipients: string[]
  /** For "Lưu: VT, <unit>." */
  unitAbbreviation: string
  signer: Signer & { name: string }
  year: string
  number?: number
  issuedOn?: string
}

/** Room to write the number, the day and the month into when the document is issued. */
const blank = (letters: number) => '\u00a0'.repeat(letters)

/** Fills a DOCX template and answers the DOCX. `more`: tags of a template that says more than a form does, such as tables. */
export function fillTemplate(template: Buffer, facts: TemplateFacts, more: Record<string, unknown> = {}): Buffer {
  const document = openTemplate(template)
  document.render({ ...tagsOf(facts), ...more })
  return fitLines(document.getZip().generate({ type: 'nodebuffer', compression: 'DEFLATE' }) as Buffer)
}

/** A template ready to be filled. @throws where a tag of it is not closed */
export function openTemplate(template: Buffer): Docxtemplater {
  return new Docxtemplater(new PizZip(template), {
    paragraphLoop: true,
    linebreaks: true,
    errorLogging: false,
    // A tag that an agency's own template has and we do not know stays empty, rather than printing "undefined".
    nullGetter: () => '',
  })
}

function tagsOf(facts: TemplateFacts): Record<string, unknown> {
  const { agency, signer } = facts
  const day = facts.issuedOn ? dayAndMonth(facts.issuedOn) : { day: blank(4), month: blank(4), year: facts.year }
  const superior = superiorLine(agency)
  const issuer = plainName(agency)
  const collective = isCommittee(agency) && signer.authority !== null
  return {
    superior: superior ? [{ name: superior }] : [],
    issuer: issuerLines(agency).map((name) => ({ name })),
    issuerPlain: issuer,
    number: facts.number ? numberText(facts.number) : blank(8),
    notation: facts.notation,
    place: placeOf(agency),
    ...day,
    // The forms say "V/v" and the type themselves.
    abstract: facts.abstract.replace(/^v\/v\s+/iu, ''),
    urgencyMark: facts.urgency === 'normal' ? [] : [{ name: urgencyWords[facts.urgency] }],
    oneAddressee: facts.addressees.length === 1 ? [{ name: facts.addressees[0] }] : [],
    manyAddressees: facts.addressees.length > 1,
    addressees:
      facts.addressees.length > 1
        ? facts.addressees.map((name, n) => ({ name: `${name}${n === facts.addressees.length - 1 ? '.' : ';'}` }))
        : [],
    grounds: facts.grounds.map((text, n) => ({
      text: `${text.replace(/[;.\s]+$/u, '')}${n === facts.grounds.length - 1 ? '.' : ';'}`,
    })),
    decider: deciderLine(agency, signer.headTitle ?? signer.title, collective),
    body: facts.body.map((text) => text.replaceAll('{issuer}', issuer)).map(bodyLine),
    recipients: [
      ...(facts.addressees.length > 0 ? [{ name: 'Như trên;' }] : []),
      ...facts.recipients.map((name) => ({ name: `${name};` })),
      { name: `Lưu: VT, ${facts.unitAbbreviation}.` },
    ],
    drafterMark: [],
    authority: authorityLines(agency, signer).map((name) => ({ name })),
    signerName: signer.name,
  }
}

const urgencyWords = { urgent: 'KHẨN', 'very-urgent': 'THƯỢNG KHẨN', express: 'HỎA TỐC' }

/** How a paragraph stands on the page: Phần and Chương centred, Roman sections bold, Điều with its label bold. */
function bodyLine(text: string): Record<string, unknown> {
  const article = /^(Điều \d+[a-zđ]?\.)\s*(.*)$/u.exec(text)
  if (article) return { isArticle: true, label: article[1], text: article[2] }
  if (/^(Phần|Chương|Mục)\s+([IVXLC]+|\d+)\b/u.test(text)) return { isHeading: true, text }
  if (/^[IVXLC]+\.\s/u.test(text)) return { isSection: true, text }
  return { isText: true, text }
}
