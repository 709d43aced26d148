import type { OfficialText } from '../files/official-text.ts'
import type { Matter } from '../matters/index.ts'
import type { Agency, Division, Holder } from '../province/province.ts'
import { deliver } from './deliveries.ts'
import { dispatchFacts, sendFiles } from './forward.ts'
import { receive } from './incoming.ts'
import { abstractOf, notation, type Paper, symbolOf } from './paper.ts'
import { review } from './review.ts'
import { signerOf } from './signers.ts'
import { dateOf } from './working-time.ts'
import { clerksOf, everyoneOf, type Pin, type Told, type World } from './world.ts'

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
  annex?: OfficialText['annex']
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
    ...(drafting.annex ? { annex: drafting.annex } : {}),
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
  world.grant(told, [[clerksOf(agency.unit.id), 'clerk']], approvedAt)
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
  if (told.travel === 'internal') world.grant(told, [[everyoneOf(agency.unit.id), 'opened']], at)
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
