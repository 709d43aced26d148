import type { FormFinding } from '@mocban/contract/form'
import { formRuleIds } from '@mocban/contract/form-rules'
import { expect, it } from 'vitest'
import { checkSheet } from '../../documents/form/check-sheet.ts'
import { readDocx } from '../../documents/form/read-docx.ts'
import { rules } from '../../documents/form/rules/index.ts'
import { someFacts } from '../../documents/form/testing/good-papers.ts'
import { pdfSheet } from '../../documents/form/testing/pdf-sheet.ts'
import { type Paper, symbolOf, typeNames } from '../story/paper.ts'
import { tellProvince } from '../story/tell-province.ts'
import { compose } from '../text/compose.ts'
import { makeDocx } from './make-docx.ts'
import { PdfMaker } from './make-pdf.ts'

/** What a PDF tells of alignment, spacing and drawn lines holds in what the demonstration's agencies issue. */
const layout = formRuleIds.filter((id) => rules[id].needs.some((need) => need === 'layout' || need === 'lines'))

const { world, places } = tellProvince({ seed: 57, now: new Date('2026-11-23T10:00:00+07:00'), size: 0.05 })
const of = new Map<string, number>()
const papers = world.papers.filter((paper) => {
  const seen = of.get(paper.type) ?? 0
  of.set(paper.type, seen + 1)
  return 'agency' in paper.from && typeNames[paper.type] && paper.type !== 'don-thu' && seen < 4
})
const factsOf = (paper: Paper) =>
  someFacts({
    typeCode: paper.type,
    typeName: typeNames[paper.type] ?? '',
    issuer: 'agency' in paper.from ? [paper.from.agency.letterhead.name] : [],
    superior: 'agency' in paper.from ? paper.from.agency.letterhead.superior : null,
    signer: null,
  })
const told = (findings: Omit<FormFinding, 'level'>[]) =>
  findings.map((one) => [one.rule, one.quote, one.there, one.wanted])

it('papers of the demonstration are laid out as Decree 30/2020 asks', async () => {
  const maker = new PdfMaker()
  expect(papers.length).toBeGreaterThan(20)
  for (const paper of papers) {
    const { findings } = await checkSheet(await pdfSheet(maker.make(compose(paper, 57, places)).bytes), factsOf(paper))
    expect(told(findings.filter((one) => layout.includes(one.rule))), symbolOf(paper)).toEqual([])
  }
})

it('its drafts show nothing that a specialist would have to mend first', async () => {
  const mended = [...layout, 'grounds.end', 'grounds.whole', 'clause.order']
  for (const paper of papers) {
    const draft = readDocx(await makeDocx(compose(paper, 57, places, false)))
    const { findings } = await checkSheet(draft, factsOf(paper))
    expect(told(findings.filter((one) => mended.includes(one.rule))), paper.type).toEqual([])
  }
})

it('its head of the office signs by order, never for the chairman', () => {
  const signed = world.papers.filter(
    (paper) =>
      paper.signer.title === 'Chánh Văn phòng' && 'agency' in paper.from && paper.from.agency.kind === 'province',
  )
  expect(signed.length).toBeGreaterThan(0)
  expect([...new Set(signed.map((paper) => paper.signer.lines.join(' / ')))]).toEqual([
    'TL. CHỦ TỊCH / CHÁNH VĂN PHÒNG',
  ])
})
