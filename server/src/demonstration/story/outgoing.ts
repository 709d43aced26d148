import type { OfficialText } from '../files/official-text.ts'
import type { Matter } from '../matters/index.ts'
import type { Agency, Division, Holder } from '../province/province.ts'
import { deliver } from './deliveries.ts'
import { dispatchFacts, sendFiles } from './forward.ts'
import { receive } from './incoming.ts'
import { abstractOf, notation, type Paper, symbolOf } from './paper.ts'
import { signerOf } from './signers.ts'
import { dateOf } from './working-time.ts'
import { clerksOf, everyoneOf, type Pin, type Row, type Told, type World } from './world.ts'

export interface Drafting {
  agency: Agency
  division: Division
  specialist: Holder
  travel?: 'outgoing' | 'internal'
  type: string
  matter: Matter
  subject: string
  abstract?: string
  body?: OfficialText['body']
  basis?: Paper | null
  /** The incoming document that it answers. */
  answers?: Told | null
  recipients: Agency[]
  others?: { name: string; channel: 'paper' | 'mail' }[]
  to?: string[]
  at: Date
  urgency?: Paper['urgency']
  dueOn?: string | null
  sheet?: boolean
  signer?: Holder
  /** Where the draft stands now: with its drafter, after so many agreed, before the signer, or approved. */
  until?: 'draft' | number | 'signer' | 'approved'
  /** Where its story stops at a recipient. */
  pin?: Pin
  depth: number
}

const comments = [
  'Bổ sung căn cứ pháp lý mới ban hành.',
  'Rà soát lại thời hạn giao cho các xã, phường.',
  'Chỉnh sửa lỗi chính tả tại trang 2; thống nhất viết hoa.',
  'Nêu rõ cơ quan chủ trì từng nhiệm vụ.',
]
const reasons = [
  'Nội dung chưa nêu rõ thời hạn và sản phẩm của từng nhiệm vụ; đề nghị viết lại phần giao nhiệm vụ.',
  'Số liệu chưa khớp với báo cáo của Sở Tài chính; kiểm tra lại trước khi trình.',
  'Thể thức chưa đúng Phụ lục I Nghị định số 30/2020/NĐ-CP, chỉnh lại phần Nơi nhận.',
]

/** A specialist drafts, the division and the office review, the signer approves, the clerk numbers and issues; as far as time allows. Answers when it was issued. */
export function writePaper(world: World, drafting: Drafting): { told: Told; issuedAt: Date | null } {
  const { agency, division, specialist, matter, type, at } = drafting
  const { random } = world
  const travel = drafting.travel ?? 'outgoing'
  const signer = signerOf(world, agency, type, matter, drafting.signer)
  const paper: Paper = {
    ordinal: world.papers.length,
    from: { agency },
    type,
    matter,
    subject: drafting.subject,
    signedAt: at,
    urgency: drafting.urgency ?? 'normal',
    signer,
    notation: notation(type, agency.unit.abbreviation, division.unit.abbreviation),
    number: null,
    to: drafting.to ?? addressees(drafting),
    copies: [],
    basis: drafting.basis ?? null,
    answers: Boolean(drafting.answers),
    dueOn: drafting.dueOn ?? null,
    form: random.chance(0.06) ? 'docx' : 'pdf',
    sheet: drafting.sheet ?? (['bao-cao', 'ke-hoach'].includes(type) && random.chance(0.09)),
    abstract: drafting.abstract ?? abstractOf(type, drafting.subject),
    files: [],
    ...(drafting.body ? { body: drafting.body } : {}),
  }
  world.papers.push(paper)
  if (drafting.pin) world.pins.set(paper, drafting.pin)
  const id = world.id(at)
  const told: Told = { id, agency, travel, listedAt: at, paper, row: {}, steps: [], version: 1 }
  world.grant(told, [
    [specialist.post.id, 'drafted'],
    [specialist.person.id, 'drafted'],
    ...world.leadersAbove(division.unit.id).map((one): [string, string] => [one, 'leader-above']),
  ])
  told.row = world.add('document', {
    id,
    agency_id: agency.unit.id,
    travel,
    state: 'draft',
    version: 1,
    type_code: type,
    register_id: null,
    number: null,
    symbol: null,
    issued_on: null,
    arrived_on: null,
    issuer_name: agency.unit.name,
    issuer_unit_id: agency.unit.id,
    abstract: paper.abstract,
    urgency: paper.urgency,
    secrecy: 'none',
    signer_name: signer.name,
    signer_title: signer.title,
    signer_authority: signer.authority,
    signer_person_id: signer.holder?.person.id ?? null,
    page_count: null,
    copies: null,
    channel: 'upload',
    due_on: paper.dueOn,
    file_code: null,
    note: null,
    drafting_unit_id: division.unit.id,
    open_to_agency: travel === 'internal',
    created_at: at.toISOString(),
    created_by: specialist.person.id,
    created_position: specialist.post.id,
    listed_at: at.toISOString(),
    finished_at: null,
    finish_kind: null,
    finish_note: null,
  })
  world.documents.push(told)
  const draft = world.add('draft', {
    document_id: id,
    signer_position_id: signer.holder?.post.id ?? null,
    place: agency.place,
    last_version: 1,
    approved_version: null,
    approved_by: null,
    approved_at: null,
    approval_form: null,
    fields: {},
    template_code: null,
  })
  const version = (versionNo: number, madeAt: Date, note: string) =>
    world.add('draft_version', {
      document_id: id,
      version_no: versionNo,
      made_by: specialist.person.id,
      made_at: madeAt.toISOString(),
      note,
      body: '',
    })
  version(1, at, '')
  for (const [n, to] of recipientsOf(drafting).entries()) {
    world.add('draft_recipient', {
      document_id: id,
      ordinal: n + 1,
      agency_id: 'agency' in to ? to.agency.unit.id : null,
      name: 'agency' in to ? to.agency.unit.name : to.name,
      channel: 'agency' in to ? 'in-province' : to.channel,
    })
  }
  if (drafting.answers) world.answers.set(drafting.answers.id, paper)
  if (drafting.answers)
    world.add('document_relation', {
      from_id: id,
      to_id: drafting.answers.id,
      kind: 'answers',
      created_at: at.toISOString(),
    })
  world.event(at, specialist, 'document.drafted', told, { abstract: paper.abstract, typeCode: type })

  if (drafting.until === 'draft') return { told, issuedAt: null }
  const approvedAt = review(
    world,
    told,
    drafting,
    paper,
    signer.holder ?? (agency.leaders[0] as Holder),
    draft,
    version,
  )
  if (!approvedAt) return { told, issuedAt: null }
  const clerk = random.pick(agency.clerks)
  world.grant(told, [[clerksOf(agency.unit.id), 'clerk']])
  if (drafting.until === 'approved') return { told, issuedAt: null }
  const issuedAt = world.after(approvedAt, 0.2, paper.urgency === 'normal' ? 5 : 1)
  if (!issuedAt) return { told, issuedAt: null }
  issue(world, told, drafting, paper, clerk, issuedAt)
  return { told, issuedAt }
}

function issue(world: World, told: Told, drafting: Drafting, paper: Paper, clerk: Holder, at: Date): void {
  const { agency } = drafting
  paper.signedAt = at
  told.version += 2
  Object.assign(told.row, { state: 'issued', issued_on: dateOf(at), copies: recipientsOf(drafting).length || null })
  world.takeNumber(told, at, clerk)
  if (told.travel === 'internal') world.grant(told, [[everyoneOf(agency.unit.id), 'opened']])
  const dispatch = world.add('dispatch', {
    id: world.id(at),
    document_id: told.id,
    agency_id: agency.unit.id,
    kind: 'issue',
    issued_at: at.toISOString(),
    facts: {},
    replaces_id: null,
  })
  sendFiles(world, dispatch, told)
  const recipients = recipientsOf(drafting)
  const event = world.event(at, clerk, 'document.issued', told, {}, [told.row.created_by as string])
  world.later.push(() => {
    told.row.symbol = symbolOf(paper)
    dispatch.facts = dispatchFacts(told, { dueOn: paper.dueOn, direction: null, directedBy: null })
    event.data = {
      symbol: symbolOf(paper),
      number: told.row.number,
      issuedOn: told.row.issued_on,
      abstract: paper.abstract,
      recipients: recipients.length,
    }
  })
  for (const to of recipients) {
    const delivery = deliver(world, told, dispatch, to, at)
    if ('agency' in to) receive(world, to.agency, paper, at, { delivery, sender: told, step: null }, drafting.depth + 1)
  }
}

function recipientsOf(drafting: Drafting): ({ agency: Agency } | { name: string; channel: 'paper' | 'mail' })[] {
  return [...drafting.recipients.map((agency) => ({ agency })), ...(drafting.others ?? [])]
}
function addressees({ recipients, others, type }: Drafting): string[] {
  if (['quyet-dinh', 'chi-thi', 'ke-hoach', 'thong-bao', 'bao-cao'].includes(type) && type !== 'bao-cao') return []
  if (recipients.length > 20) return ['Các sở, ban, ngành thuộc Ủy ban nhân dân tỉnh', 'Ủy ban nhân dân các xã, phường']
  return [
    ...recipients.map((one) => one.unit.name),
    ...(others ?? []).map((one) => one.name.replace(/^Công dân /, 'Ông (bà) ')),
  ]
}

/** The chain: head of the drafting unit, the office where the agency has one for it, then the signer approves (Decree 30/2020, Art. 11 to 13). */
function review(
  world: World,
  told: Told,
  { division, specialist, agency, until }: Drafting,
  paper: Paper,
  signer: Holder,
  draft: Row,
  version: (no: number, at: Date, note: string) => Row,
): Date | null {
  const { random } = world
  const office = agency.kind === 'province' ? random.pick(agency.office.deputies) : agency.office.head
  const chain: { holder: Holder; kind: 'review' | 'approve'; label: string }[] = [
    { holder: division.head, kind: 'review', label: 'Lãnh đạo phòng soạn thảo' },
    ...(agency.kind === 'province' || (agency.kind === 'department' && division !== agency.office && random.chance(0.5))
      ? [{ holder: office, kind: 'review' as const, label: 'Văn phòng kiểm tra thể thức' }]
      : []),
    { holder: signer, kind: 'approve', label: 'Người ký ban hành' },
  ]
  let at = world.after(new Date(told.row.created_at as string), 0.5, 9)
  for (let round = 1; at; round++) {
    Object.assign(told.row, { state: 'in-review' })
    told.version++
    const rows = chain.map((one, n) =>
      world.add('review', {
        id: world.id(at as Date),
        document_id: told.id,
        round,
        step_no: n + 1,
        kind: one.kind,
        label: one.label,
        unit_id: one.holder.post.unitId,
        position_id: one.holder.post.id,
        holder: one.holder.post.id,
        state: 'later',
        comment: null,
        asked_at: null,
        done_at: null,
        done_by: null,
        acting_for: null,
        version_seen: null,
        version: 1,
      }),
    )
    for (const one of chain)
      world.grant(told, [
        [one.holder.post.id, 'reviews'],
        [one.holder.person.id, 'reviews'],
        ...world.leadersAbove(one.holder.post.unitId).map((above): [string, string] => [above, 'leader-above']),
      ])
    world.event(at, specialist, 'document.submitted', told, { abstract: paper.abstract, round }, [
      chain[0]?.holder.post.id ?? '',
    ])
    const outcome = walk(world, told, chain, rows, at, round, draft, specialist, until)
    if (outcome.state === 'waiting') return null
    if (outcome.state === 'approved') return outcome.at
    told.row.state = 'draft'
    const redrafted = world.after(outcome.at, 1, 9)
    if (!redrafted) return null
    draft.last_version = round + 1
    version(round + 1, redrafted, 'Tiếp thu ý kiến')
    at = world.after(redrafted, 0.2, 2)
  }
  return null
}

type Outcome = { state: 'approved' | 'returned'; at: Date } | { state: 'waiting' }

function walk(
  world: World,
  told: Told,
  chain: { holder: Holder; kind: string }[],
  rows: Row[],
  from: Date,
  round: number,
  draft: Row,
  specialist: Holder,
  until: Drafting['until'],
): Outcome {
  const { random } = world
  let at = from
  for (const [n, row] of rows.entries()) {
    Object.assign(row, { state: 'asked', asked_at: at.toISOString() })
    const who = chain[n]?.holder as Holder
    if (until === n || (until === 'signer' && row.kind === 'approve')) return { state: 'waiting' }
    const done = world.after(at, 0.4, row.kind === 'approve' ? 10 : 6)
    if (!done) return { state: 'waiting' }
    const verdict =
      until === undefined && round === 1 && random.chance(0.05)
        ? 'returned'
        : row.kind === 'review' && random.chance(0.2)
          ? 'agreed-with-comments'
          : 'agreed'
    const comment =
      verdict === 'returned' ? random.pick(reasons) : verdict === 'agreed-with-comments' ? random.pick(comments) : null
    Object.assign(row, {
      state: verdict,
      comment,
      done_at: done.toISOString(),
      done_by: who.person.id,
      version_seen: draft.last_version,
      version: 2,
    })
    told.version++
    const last = n + 1 === rows.length
    if (verdict === 'returned') {
      for (const rest of rows.slice(n + 1)) rest.state = 'skipped'
      world.event(
        done,
        who,
        'document.draft-returned',
        told,
        { reviewId: row.id, comment, abstract: told.row.abstract },
        [specialist.person.id],
      )
      return { state: 'returned', at: done }
    }
    world.event(
      done,
      who,
      last ? 'document.approved' : 'document.reviewed',
      told,
      { reviewId: row.id, verdict, comment: comment ?? '', abstract: told.row.abstract },
      last ? [specialist.person.id, clerksOf(told.agency.unit.id)] : [chain[n + 1]?.holder.post.id as string],
    )
    at = done
  }
  Object.assign(draft, {
    approved_version: draft.last_version,
    approved_by: chain.at(-1)?.holder.person.id,
    approved_at: at.toISOString(),
    approval_form: 'on-system',
  })
  told.row.state = 'approved'
  return { state: 'approved', at }
}
