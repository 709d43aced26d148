import { readCheckpointLog, readPublicKeys, verifyExport } from '../platform/events/index.ts'
import { CommandRefusal } from './command-refusal.ts'
import { tellProblem } from './tell-problem.ts'

/** Checks an exported trail with nothing but checkpoints and a public key. Answers how much is wrong. */
export async function verifyExportedTrail(
  file: string,
  given: { checkpoints?: string | undefined; key?: string | undefined },
): Promise<number> {
  if (!given.checkpoints || !given.key)
    throw new CommandRefusal(
      2,
      'Cần --checkpoint và --key: chỉ những gì cất nơi khác mới chứng minh được bản xuất.',
      'Give --checkpoint and --key: only what was kept elsewhere proves an export.',
    )
  const [log, keys] = await Promise.all([readCheckpointLog(given.checkpoints), readPublicKeys(given.key)]).catch(
    (error: Error) => {
      throw new CommandRefusal(2, `Không đọc được: ${error.message}`, `Cannot be read: ${error.message}`)
    },
  )
  if (log.checkpoints.length + log.heads.length === 0 || keys.length === 0)
    throw new CommandRefusal(
      2,
      `Không có điểm niêm phong trong ${given.checkpoints}, hoặc không có khóa trong ${given.key}.`,
      `No checkpoint in ${given.checkpoints}, or no key in ${given.key}.`,
    )
  const { events, unproven, problems } = await verifyExport(file, log, keys)
  console.log(`export: ${events} sự kiện · events, ${problems.length} sai lệch · problems`)
  if (unproven > 0) console.log(`export: ${unproven} sau điểm niêm phong cuối · after the last checkpoint`)
  for (const problem of problems.slice(0, 100)) console.log(`  ${tellProblem(problem)}`)
  return problems.length
}
