import { fileColumns, type ImportResult, type organisationFiles } from '@mocban/contract/organisation-files'
import type { RouteInput } from '@mocban/contract/route'
import { sql } from 'kysely'
import { record } from '../../platform/access/index.ts'
import type { Actor, Tx } from '../../platform/database/index.ts'
import { notPast, settle } from '../acts/settle.ts'
import { importPerson } from './import-people.ts'
import { importPost } from './import-posts.ts'
import { importTraining } from './import-training.ts'
import { importUnit } from './import-units.ts'
import { Known } from './known.ts'
import { PeopleOfFile } from './people-of-file.ts'
import { type Kind, type Line, readTable } from './tables.ts'
import { TrainingOfFile } from './training-of-file.ts'

/** How many lines and faults are answered; all are counted and looked at. */
const shown = 500

/**
 * Imports a table of units, posts, people or their training from a day on, all or nothing. A preview does everything, looks at what the database says of it, and takes it back: what
 * it tells is what would happen. What the file says a second time changes nothing.
 * @throws organisation.past, organisation.file-unreadable
 */
export async function importTable(
  tx: Tx,
  actor: Actor,
  { kind, format, content, from, carryOut }: { kind: Kind } & RouteInput<typeof organisationFiles.import>['body'],
): Promise<ImportResult> {
  notPast(from)
  const { lines, absent } = await readTable(fileColumns[kind], format, Buffer.from(content, 'base64'))
  const known = new Known(tx, actor, kind, from)
  for (const column of absent) known.faults.push({ line: 1, column, code: 'column-missing', value: '' })
  await sql`savepoint before_import`.execute(tx)
  if (absent.length === 0) {
    await known.load()
    await settle(tx, () => importLines(known, lines))
  }
  const counts = { new: 0, changed: 0, same: 0, faults: known.faults.length }
  for (const line of known.lines) counts[line.outcome] += 1
  const done = carryOut && known.faults.length === 0
  if (!done) await sql`rollback to savepoint before_import`.execute(tx)
  else
    await record(tx, actor, {
      kind: 'organisation.imported',
      data: { table: kind, from, new: counts.new, changed: counts.changed, same: counts.same },
    })
  return {
    counts,
    faults: known.faults.slice(0, shown),
    lines: known.lines.filter((line) => line.outcome !== 'same').slice(0, shown),
    done,
  }
}

/** One line after the other: a line may name what a line before it made. */
async function importLines(known: Known, all: Line[]): Promise<void> {
  const lines = all.filter((line) => known.readable(line))
  if (known.kind === 'people') {
    const people = await PeopleOfFile.load(known.tx, known.from, lines, known.mine())
    for (const line of lines) importPerson(known, people, line)
    return known.faults.length === 0 ? people.write(known.tx) : undefined
  }
  if (known.kind === 'training') {
    const training = await TrainingOfFile.load(known.tx, lines)
    for (const line of lines) await importTraining(known, training, line)
    return known.faults.length === 0 ? training.write(known.tx, known.actor) : undefined
  }
  const importLine = known.kind === 'units' ? importUnit : importPost
  for (const line of lines) await importLine(known, line)
}
