import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { articleWords, type FormRuleId, formRuleIds, formRules, partOf } from '@mocban/contract/form-rules'
import { fixDocx } from './apply-fixes.ts'
import { checkSheet } from './check-sheet.ts'
import { readDocx } from './read-docx.ts'
import { rules } from './rules/index.ts'
import { docxOf } from './testing/paper.ts'
import { samples } from './testing/samples.ts'

/** `npx tsx server/src/documents/form/write-rules-page.ts` writes docs/form-rules.md from the table of rules; a test keeps it in step. */
export const rulesPagePath = fileURLToPath(new URL('../../../../docs/form-rules.md', import.meta.url))

/** Whether a rule mends what its broken page has wrong, without a person looking. */
async function mends(id: FormRuleId): Promise<boolean> {
  const paper = samples[id].bad()
  const docx = await docxOf(paper)
  const wrong = (await checkSheet(readDocx(docx), paper.facts)).findings.filter((one) => one.rule === id && one.fixable)
  return (
    wrong.length > 0 &&
    (
      await fixDocx(
        docx,
        paper.facts,
        wrong.map((one) => one.key),
      )
    ).fixed > 0
  )
}

export async function rulesPage(): Promise<string> {
  const rows = await Promise.all(
    formRuleIds.map(async (id) => {
      const rule = formRules[id]
      const told = rules[id].needs.includes('ink') ? 'DOCX' : 'DOCX, PDF'
      return `| \`${id}\` | ${articleWords(rule.article, 'en')} | ${rule.vi} | ${rule.en} | ${rule.level} | ${told} | ${(await mends(id)) ? 'yes' : ''} |`
    }),
  )
  const parts = new Set(formRuleIds.map(partOf))
  return `# Rules of form

Made from the table of rules by \`npx tsx server/src/documents/form/write-rules-page.ts\`; do not change it by hand.

${formRuleIds.length} rules about ${parts.size} parts of the page, from Decree 30/2020/NĐ-CP, Appendices I (form), II (capitals) and III (forms of each type). *Level* is what a rule does unless the agency says otherwise: \`stop\` keeps a draft from being approved, \`warn\` is told.
*Told by* says which files tell it. *Mended* rules have a fix that is safe without a person looking; it changes the DOCX where the finding is, and nothing else.

| Rule | Decree 30/2020 | Quy tắc | What must hold | Level | Told by | Mended |
| --- | --- | --- | --- | --- | --- | --- |
${rows.join('\n')}
`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(rulesPagePath, await rulesPage())
