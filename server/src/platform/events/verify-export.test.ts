import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ExportLine } from './export-trail.ts'
import {
  exportTrail,
  publicKeysFile,
  readCheckpoint,
  readCheckpointLog,
  readPublicKeys,
  verifyExport,
} from './index.ts'
import { makeSealedTrail, type SealedTrail } from './testing/sealed-trail.ts'

/** An export of two agencies with ten events each, checked with checkpoints at six and at ten, after lines of it were changed by hand. */
let trail: SealedTrail
let header: string
let lines: ExportLine[]
let count = 0

beforeAll(async () => {
  trail = await makeSealedTrail()
  let text = ''
  for await (const piece of exportTrail(trail.database.owner)) text += piece
  const [first = '', ...rest] = text.trim().split('\n')
  header = first
  lines = rest.map((line) => JSON.parse(line) as ExportLine)
})
afterAll(() => trail.remove())

type Loose = (string | number)[]
const verifyLines = async (
  given: Loose[],
  {
    checkpoints = join(trail.folder, 'checkpoints.jsonl'),
    top = header,
    only,
  }: { checkpoints?: string; top?: string; only?: string | undefined } = {},
) => {
  const file = join(trail.folder, `export-${count++}.jsonl`)
  await writeFile(file, [top, ...given.map((line) => JSON.stringify(line)), ''].join('\n'))
  const keys = await readPublicKeys(publicKeysFile(trail.folder))
  return verifyExport(file, await readCheckpointLog(checkpoints), keys, only)
}
const copy = () => lines.map((line) => [...line] as ExportLine)
/** Seals a chain anew from a place on, as whoever knows how it is done would. */
const rechained = (given: ExportLine[], from: number) => {
  const sha256 = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest()
  for (let n = from; n < 10; n++) {
    const [, seq, , , event] = given[n]!
    const previous = n > 0 ? given[n - 1]![3] : given[n]![2]
    const place = Buffer.alloc(8)
    place.writeBigInt64BE(BigInt(seq))
    given[n]![2] = previous
    given[n]![3] = sha256(Buffer.from(previous, 'hex'), place, sha256(Buffer.from(event))).toString('hex')
  }
  return given
}

describe('an exported trail', () => {
  it('that is whole verifies without the database', async () => {
    expect(lines).toHaveLength(20)
    expect(await verifyLines(lines)).toEqual({ events: 20, unproven: 0, absent: 0, problems: [] })
  })

  it('tells how much no checkpoint proves yet', async () => {
    const log = (await readFile(join(trail.folder, 'checkpoints.jsonl'), 'utf8')).split('\n')[0]!
    const first = join(trail.folder, 'first.json')
    await writeFile(first, log)
    expect(await verifyLines(lines, { checkpoints: first })).toEqual({
      events: 20,
      unproven: 8,
      absent: 0,
      problems: [],
    })
  })

  it('of one agency verifies against a checkpoint handed out for that agency', async () => {
    const file = join(trail.folder, 'own.json')
    const agency = trail.agencies[0]
    await writeFile(file, JSON.stringify(await readCheckpoint(trail.database.owner, { agency })))
    const own = lines.filter((line) => line[0] === agency)
    expect(await verifyLines(own, { checkpoints: file })).toEqual({ events: 10, unproven: 0, absent: 0, problems: [] })
    expect((await verifyLines(own.slice(0, -1), { checkpoints: file })).problems).toMatchObject([
      { what: 'event-missing', agency, seq: 10, upto: 10 },
    ])
  })

  it('of one agency verifies against the checkpoints of all, where who checks says of whom it is', async () => {
    const [agency, other] = trail.agencies
    const own = lines.filter((line) => line[0] === agency)
    expect(await verifyLines(own)).toMatchObject({ events: 10, absent: 1, problems: [{ what: 'event-missing' }] })
    expect(await verifyLines(own, { only: agency })).toEqual({ events: 10, unproven: 0, absent: 0, problems: [] })
    expect((await verifyLines(own.slice(1), { only: agency })).problems).toMatchObject([
      { what: 'event-missing', seq: 1 },
    ])
    // Of whom it is said to be, not of whom it says it is.
    expect((await verifyLines(own, { only: other })).problems).toMatchObject([{ what: 'event-missing', agency: other }])
  })

  it('that went through an editor which marks the first line and ends lines as it likes still verifies', async () => {
    const top = '\ufeff{"of":"mocban trail"}\r'
    expect(await verifyLines(lines, { top })).toMatchObject({ events: 20, problems: [] })
  })

  const at = (n: number, change: (line: ExportLine) => void) => (given: ExportLine[]) => {
    change(given[n]!)
    return given
  }
  it.each<[string, (given: ExportLine[]) => Loose[], object[]]>([
    [
      'an event altered',
      at(3, (l) => (l[4] = l[4].replace('test.done', 'test.undone'))),
      [{ what: 'event-altered', seq: 4 }],
    ],
    [
      'an address altered',
      at(3, (l) => (l[4] = l[4].replace('10.0.0.1', '10.0.0.9'))),
      [{ what: 'event-altered', seq: 4 }],
    ],
    [
      'an event altered and sealed anew',
      (g) => {
        g[3]![4] = g[3]![4].replace('test.done', 'test.undone')
        const next = g[4]![2]
        rechained(g, 3)
        const [, ...rest] = copy().slice(3, 10)
        g.splice(4, 6, ...rest)
        expect(g[4]![2]).toBe(next)
        return g
      },
      [{ what: 'event-altered', seq: 4 }],
    ],
    ['a hash altered', at(3, (l) => (l[3] = '0'.repeat(64))), [{ what: 'seal-altered', seq: 4 }]],
    ['what it goes on from altered', at(3, (l) => (l[2] = '0'.repeat(64))), [{ what: 'seal-altered', seq: 4 }]],
    ['the first event removed', (g) => g.slice(1), [{ what: 'event-missing', seq: 1, upto: 1 }]],
    ['middle events removed', (g) => [...g.slice(0, 3), ...g.slice(5)], [{ what: 'event-missing', seq: 4, upto: 5 }]],
    [
      'the last event removed',
      (g) => [...g.slice(0, 9), ...g.slice(10)],
      [{ what: 'event-missing', seq: 10, upto: 10 }],
    ],
    [
      'two lines swapped',
      (g) => [...g.slice(0, 3), g[4]!, g[3]!, ...g.slice(5)],
      [{ what: 'event-reordered', seq: 4 }],
    ],
    [
      'two events swapped',
      (g) => {
        const event = g[3]![4]
        g[3]![4] = g[4]![4]
        g[4]![4] = event
        return g
      },
      [
        { what: 'event-altered', seq: 4 },
        { what: 'event-altered', seq: 5 },
      ],
    ],
    ['a line doubled', (g) => [...g.slice(0, 4), g[3]!, ...g.slice(4)], [{ what: 'event-added', seq: 4 }]],
    [
      'an event invented',
      (g) => [...g.slice(0, 4), [g[3]![0], 4, g[3]![2], g[3]![3], '["x"]'], ...g.slice(4)],
      [{ what: 'event-added', seq: 4 }],
    ],
    [
      'a whole chain made anew',
      (g) => {
        g[0]![4] = g[0]![4].replace('test.done', 'test.undone')
        return rechained(g, 0)
      },
      [{ what: 'checkpoint-differs', seq: 1, upto: 6 }],
    ],
    [
      'a chain made anew after the first checkpoint',
      (g) => {
        g[8]![4] = g[8]![4].replace('test.done', 'test.undone')
        return rechained(g, 8)
      },
      [{ what: 'checkpoint-differs', seq: 7, upto: 10 }],
    ],
    ['an agency left out', (g) => g.slice(10), [{ what: 'event-missing', seq: 1, upto: 10 }]],
    [
      'nothing in it',
      () => [],
      [
        { what: 'event-missing', seq: 1, upto: 10 },
        { what: 'event-missing', agency: '00000000-0000-4000-8000-00000000000b' },
      ],
    ],
  ])('with %s is found out, and where', async (_, change, expected) => {
    const { problems } = await verifyLines(change(copy()))
    expect(problems).toMatchObject(expected.map((one) => ({ agency: trail.agencies[0], ...one })))
  })

  it('that has a line which is none is found out', async () => {
    expect((await verifyLines([...lines, ['x']])).problems).toMatchObject([{ what: 'event-altered', seq: 21 }])
  })

  it('is not believed for what its header says', async () => {
    const { problems } = await verifyLines(lines.slice(10), { top: '{"of":"mocban trail","agencies":[]}' })
    expect(problems).toMatchObject([{ what: 'event-missing', agency: trail.agencies[0], seq: 1, upto: 10 }])
  })

  it('is not proven by a checkpoint that is signed by another key', async () => {
    const file = join(trail.folder, 'export-0.jsonl')
    const log = await readCheckpointLog(join(trail.folder, 'checkpoints.jsonl'))
    const { problems, unproven } = await verifyExport(file, log, [])
    expect(problems.map((one) => one.what)).toEqual(['checkpoint-key', 'checkpoint-key'])
    expect(unproven).toBe(20)
  })
})
