import type { FileMaker } from '../files/make-files.ts'
import type { MadeFile, Paper } from '../story/paper.ts'
import { stateOf } from '../story/steps.ts'
import type { Row, Told, World } from '../story/world.ts'

const atOnce = 12

/** Makes the files of all papers; a draft's have blanks for number and day. Answers the files of earlier versions of a draft that was returned. */
export async function makeAllFiles(
  world: World,
  maker: FileMaker,
  progress: (done: number, of: number) => void,
): Promise<Map<Paper, MadeFile[]>> {
  const own = new Map<Paper, Told>()
  for (const told of world.documents) if (told.travel !== 'incoming') own.set(told.paper, told)
  const earlier = new Map<Paper, MadeFile[]>()
  const make = async (paper: Paper) => {
    const told = own.get(paper)
    paper.files = await maker.make(paper, !told || told.row.state === 'issued')
    // What was approved had blanks for number and day; the numbered file stands after it.
    if (told?.row.state === 'issued') earlier.set(paper, await maker.make(paper, false, true))
  }
  // Some at a time: while the disk takes one in, the next is set.
  for (let n = 0; n < world.papers.length; n += atOnce) {
    await Promise.all(world.papers.slice(n, n + atOnce).map(make))
    progress(Math.min(n + atOnce, world.papers.length), world.papers.length)
  }
  return earlier
}

/** Rows that follow from the finished story: states, files, texts. */
export function finishRows(world: World, earlier: Map<Paper, MadeFile[]>): void {
  const drafts = new Map((world.rows.get('draft') ?? []).map((row) => [row.document_id, row]))
  const stored = new Map<string, MadeFile>()
  const reported = new Map<string, Row>()
  for (const event of world.rows.get('event') ?? []) {
    if (event.kind !== 'document.delivery-reported' || (event.data as Row).code !== '06') continue
    const known = reported.get(event.record_id as string)
    if (!known || (known.at as string) < (event.at as string)) reported.set(event.record_id as string, event)
  }
  for (const told of world.documents) {
    const { row, paper } = told
    if (told.travel === 'incoming' && row.state !== 'cancelled') {
      row.state = stateOf(told.steps)
      if (row.state === 'finished') row.finished_at = finishedAt(told)
      if (row.state === 'finished' && !row.finish_kind) endedElsewhere(world, told, reported.get(told.id))
    }
    row.version = told.version
    if (told.travel === 'incoming' || numbered(row)) row.page_count = paper.files[0]?.pageCount ?? null
    if (told.travel !== 'incoming' && paper.code)
      world.add('verification_code', { code: paper.code, document_id: told.id, made_at: told.listedAt.toISOString() })
    const last = (drafts.get(told.id)?.last_version as number | undefined) ?? 1
    const before = earlier.get(paper)
    for (let version = 1; version <= last && before; version++) attach(world, told, before, version)
    attach(world, told, paper.files, before ? last + 1 : last)
    for (const file of [...paper.files, ...(earlier.get(paper) ?? [])]) stored.set(file.sha256, file)
  }
  for (const row of world.rows.get('draft_version') ?? []) {
    const told = bodies(world).get(row.document_id as string)
    row.body = told?.paper.files[0]?.pages.join('\n') ?? ''
  }
  const at = world.now.toISOString()
  for (const file of stored.values()) {
    world.add('file', { sha256: file.sha256, size: file.size, media_type: file.mediaType, stored_at: at })
    for (const [n, text] of file.pages.entries())
      world.add('page_text', {
        sha256: file.sha256,
        page: n + 1,
        text,
        origin: file.name.endsWith('-scan.pdf') ? 'ocr' : 'layer',
      })
  }
}

/** What was directed to other agencies ends with the last that reports that it is done. */
function endedElsewhere(world: World, { row, steps }: Told, last: Row | undefined): void {
  const step = steps.findLast((one) => one.state === 'done' && one.ended_at === row.finished_at)
  row.finish_kind = step?.finish_kind ?? 'reported'
  row.finish_note = step?.end_note ?? null
  if (!last) return
  const at = new Date(Date.parse(last.at as string) + 1)
  const data = { kind: row.finish_kind, note: row.finish_note ?? '' }
  world.add('event', { ...last, id: world.id(at), at: at.toISOString(), kind: 'document.finished', data, concerns: [] })
}

/** Issued, also where it was recalled or replaced afterwards. */
const numbered = (row: Row) => ['issued', 'recalled', 'replaced'].includes(row.state as string)

/** When nothing that had to be directed or led was open any more. */
function finishedAt(told: Told): string | undefined {
  const ends = told.steps.filter((step) => step.state === 'done' && (step.role === 'lead' || step.role === 'present'))
  return ends
    .map((step) => step.ended_at as string)
    .sort()
    .at(-1)
}

const byWorld = new WeakMap<World, Map<string, Told>>()
function bodies(world: World): Map<string, Told> {
  let found = byWorld.get(world)
  if (!found) {
    found = new Map(world.documents.map((told) => [told.id, told]))
    byWorld.set(world, found)
  }
  return found
}

function attach(world: World, told: Told, files: MadeFile[], version: number): void {
  // What arrives has no source: the DOCX stays with the sender.
  for (const [n, file] of files.filter((one) => told.travel !== 'incoming' || one.role !== 'source').entries()) {
    world.add('document_file', {
      id: world.id(told.listedAt),
      document_id: told.id,
      sha256: file.sha256,
      name: file.name,
      media_type: file.mediaType,
      role: file.role,
      version_no: version,
      ordinal: n + 1,
      added_at: told.listedAt.toISOString(),
      added_by: told.row.created_by,
    })
  }
}
