import { access, constants } from 'node:fs/promises'
import { readCheckpointLog, readPublicKeys, verifyExport } from '../platform/events/index.ts'
import { CommandRefusal } from './command-refusal.ts'
import { tellProblem } from './tell-problem.ts'

/** Checks an exported trail with nothing but checkpoints and a public key. Answers how much is wrong. */
export async function verifyExportedTrail(
  file: string,
  given: { checkpoints?: string | undefined; key?: string | undefined; agency?: string | undefined },
): Promise<number> {
  if (!given.checkpoints || !given.key)
    throw new CommandRefusal(
      2,
      'Cần --checkpoint và --key: chỉ những gì cất nơi khác mới chứng minh được bản xuất.',
      'Give --checkpoint and --key: only what was kept elsewhere proves an export.',
    )
  const [log, keys] = await Promise.all([
    readCheckpointLog(given.checkpoints),
    readPublicKeys(given.key),
    access(file, constants.R_OK),
  ]).catch((error: Error) => {
    throw new CommandRefusal(2, `Không đọc được: ${error.message}`, `Cannot be read: ${error.message}`)
  })
  if (log.checkpoints.length + log.heads.length === 0 || keys.length === 0)
    throw new CommandRefusal(
      2,
      `Không có điểm niêm phong trong ${given.checkpoints}, hoặc không có khóa trong ${given.key}.`,
      `No checkpoint in ${given.checkpoints}, or no key in ${given.key}.`,
    )
  const { agency } = given
  if (agency && ![...log.checkpoints.flatMap((one) => one.heads), ...log.heads].some((one) => one.agency === agency))
    throw new CommandRefusal(
      2,
      `Không điểm niêm phong nào có cơ quan ${agency}.`,
      `No checkpoint has the agency ${agency}.`,
    )
  const { events, unproven, absent, problems } = await verifyExport(file, log, keys, agency)
  console.log(`export: ${events} sự kiện · events, ${problems.length} sai lệch · problems`)
  if (unproven > 0) console.log(`export: ${unproven} sau điểm niêm phong cuối · after the last checkpoint`)
  if (absent > 0 && events > 0 && !agency)
    console.log(
      `export: không có gì của ${absent} cơ quan; nếu là bản xuất của một cơ quan thì thêm --agency <mã> · nothing of ${absent} agencies; if it is to be of one agency, add --agency <id>`,
    )
  for (const problem of problems.slice(0, 100)) console.log(`  ${tellProblem(problem)}`)
  return problems.length
}
