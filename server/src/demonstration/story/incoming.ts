import type { Agency, Division, Holder } from '../province/province.ts'
import { writeAnswer } from './answers.ts'
import { report } from './deliveries.ts'
import { sayings } from './directions.ts'
import { answeredBy, collaborate, finished } from './finishing.ts'
import { forward } from './forward.ts'
import type { Paper } from './paper.ts'
import { cancel, register } from './registration.ts'
import { accept, ask, end } from './steps.ts'
import { divisionFor, leaderFor, needsAnswer, specialistFor } from './who-handles.ts'
import { addWorkingDays, dateOf } from './working-time.ts'
import { clerksOf, leadersOf, type Pin, type Row, type Told, type World } from './world.ts'

/** How a paper came from inside the province: its delivery and the sender's document. */
export interface Arrival {
  delivery: Row
  sender: Told
  /** The step of the sender that waits for it, where a leader directed it on. */
  step: Row | null
}

/** A paper comes to an agency: it is registered, presented, directed, worked on and answered, as far as time allows. */
export function receive(
  world: World,
  agency: Agency,
  paper: Paper,
  at: Date,
  arrival: Arrival | null,
  depth: number,
): void {
  const { random } = world
  const found = world.pins.get(paper)
  const pin = found?.agency === agency ? found : undefined
  if (pin?.until === 'arrived') return
  const wait = paper.urgency === 'normal' ? 5 : 1
  const registeredAt = world.after(at, 0.1, wait)
  if (!registeredAt) return
  const clerk = random.pick(agency.clerks)
  if (arrival && !pin && random.chance(0.012)) {
    report(
      world,
      arrival,
      '02',
      registeredAt,
      clerk,
      agency,
      'Văn bản gửi không đúng thẩm quyền, đề nghị nơi gửi kiểm tra lại.',
    )
    return
  }
  const told = register(world, agency, paper, registeredAt, clerk, arrival)
  if (!arrival && !pin && random.chance(0.008)) {
    cancel(world, told, registeredAt, clerk)
    return
  }

  if (pin?.until === 'registered') return
  const leader = pin?.leader ?? leaderFor(world, agency, paper)
  const presentedAt = world.after(registeredAt, 0.1, 4)
  if (!presentedAt) return
  const note = sayings.present(random)
  const present = ask(world, told, {
    role: 'present',
    to: { holder: leader },
    by: clerk,
    at: presentedAt,
    instruction: note || null,
    dueOn: paper.dueOn,
  })
  world.event(
    presentedAt,
    clerk,
    'document.presented',
    told,
    { handlingId: present.id, to: leader.post.title, positionId: leader.post.id, personId: leader.person.id, note },
    [leader.post.id],
  )
  if (pin?.until === 'presented') return
  const directedAt = world.after(presentedAt, 0.3, paper.urgency === 'normal' ? 11 : 2)
  if (!directedAt) {
    if (random.chance(0.5)) present.seen_at = presentedAt.toISOString()
    return
  }
  // Some papers are only for the leader to know.
  if (!pin && random.chance(0.07)) {
    end(present, directedAt, 'done', 'Đã xem; lưu.', 'filed')
    finished(world, told, directedAt, leader, present, 'filed', 'Đã xem; lưu.', arrival, agency)
    return
  }
  direct(world, told, { agency, paper, leader, present, at: directedAt, arrival, depth, pin })
}

interface Directing {
  agency: Agency
  paper: Paper
  leader: Holder
  present: Row
  at: Date
  arrival: Arrival | null
  depth: number
  pin?: Pin | undefined
}

/** A leader's direction: lead, collaborators, those to know, and the day. */
function direct(
  world: World,
  told: Told,
  { agency, paper, leader, present, at, arrival, depth, pin }: Directing,
): void {
  const { random } = world
  const level = agency.kind === 'province' ? 'provincial' : agency.kind === 'department' ? 'departmental' : 'local'
  const due = pin?.due
    ? pin.due
    : paper.dueOn && paper.dueOn > dateOf(at)
      ? paper.dueOn
      : addWorkingDays(
          dateOf(at),
          random.weighted([
            [3, 2],
            [5, 4],
            [7, 4],
            [10, 5],
            [15, 3],
            [20, 1],
          ]),
        )
  const department =
    agency.kind === 'province'
      ? world.province.departments.find((one) => one.key === paper.matter.department)
      : undefined
  const fromDepartment = 'agency' in paper.from && paper.from.agency === department
  const elsewhere = department && !pin && !fromDepartment && random.chance(0.55)
  const division = pin?.division ?? divisionFor(world, agency, paper)
  const along = random.some(
    agency.divisions.filter((one) => one !== division && one !== agency.office),
    random.weighted([
      [0, 5],
      [1, 3],
      [2, 1],
    ]),
  )
  const alongAgencies = elsewhere
    ? world.province.departments.filter(
        (one) => paper.matter.along.slice(0, 1).includes(one.key) && random.chance(0.35),
      )
    : []
  const names = elsewhere ? alongAgencies.map((one) => one.unit.shortName) : along.map((one) => one.unit.name)
  const text = sayings.direct(random, level, elsewhere ? department.unit.shortName : division.unit.name, names)
  const directionId = world.id(at)
  world.add('direction', {
    id: directionId,
    document_id: told.id,
    person_id: leader.person.id,
    position_id: leader.post.id,
    acting_for: null,
    text,
    due_on: due,
    at: at.toISOString(),
  })
  told.row.due_on ??= due
  end(present, at, 'passed', text)
  const question = { by: leader, at, parent: present, directionId, instruction: text, dueOn: due }
  const data: Row = {
    handlingId: present.id,
    directionId,
    text,
    dueOn: due,
    lead: [elsewhere ? department.unit.name : division.unit.name],
    collaborators: names,
    informed: [],
    deliveries: [],
  }
  if (arrival) report(world, arrival, '04', at, leader, agency, '')
  if (elsewhere) {
    const inform = ask(world, told, { ...question, role: 'inform', to: { division } })
    data.informed = [division.unit.name]
    const event = world.event(at, leader, 'document.directed', told, data, [
      leadersOf(division.unit.id),
      clerksOf(department.unit.id),
    ])
    const sent = forward(world, told, {
      leader,
      at,
      text,
      due,
      agencies: [department, ...alongAgencies],
      parent: present,
      directionId,
      depth,
    })
    event.data = { ...data, deliveries: sent }
    const seenAt = world.after(at, 1, 30)
    if (seenAt) end(inform, seenAt, 'done', null)
    return
  }
  const lead = ask(world, told, { ...question, role: 'lead', to: { division } })
  const others = along.map((one) => ask(world, told, { ...question, role: 'collaborate', to: { division: one } }))
  const informed = random.chance(0.3)
    ? ask(world, told, { ...question, role: 'inform', to: { holder: agency.leaders.at(-1) as Holder } })
    : null
  world.event(at, leader, 'document.directed', told, { ...data, informed: informed ? [agency.unit.name] : [] }, [
    leadersOf(division.unit.id),
    ...along.map((one) => leadersOf(one.unit.id)),
  ])
  for (const [n, other] of others.entries()) collaborate(world, told, other, along[n] as Division, at)
  if (informed) {
    const seenAt = world.after(at, 1, 40)
    if (seenAt) end(informed, seenAt, 'done', null)
  }
  if (pin?.until === 'directed') return
  if (!pin && random.chance(0.03)) {
    const returnedAt = world.after(at, 1, 9)
    if (!returnedAt) return
    const reason = sayings.return(random)
    end(lead, returnedAt, 'returned', reason)
    world.event(returnedAt, division.head, 'document.returned', told, { handlingId: lead.id, reason }, [
      leader.person.id,
    ])
    present.state = 'waiting'
    present.ended_at = null
    present.end_note = null
    const againAt = world.after(returnedAt, 1, 10)
    if (againAt && depth < 9)
      direct(world, told, { agency, paper, leader, present, at: againAt, arrival, depth: depth + 4 })
    return
  }
  work(world, told, { agency, paper, division, lead, at, due, arrival, depth, pin })
}

interface Working {
  agency: Agency
  paper: Paper
  division: Division
  lead: Row
  at: Date
  due: string
  arrival: Arrival | null
  depth: number
  pin?: Pin | undefined
}

/** A division's head passes the work to a specialist, who finishes by a report, for the file, or with an answer. */
function work(
  world: World,
  told: Told,
  { agency, paper, division, lead, at, due, arrival, depth, pin }: Working,
): void {
  const { random } = world
  const passedAt = world.after(at, 0.3, 9)
  if (!passedAt) return
  const specialist =
    pin?.specialist ?? (division.specialists.length > 0 ? specialistFor(world, division) : division.head)
  const words = sayings.assign(random)
  end(lead, passedAt, 'passed', words)
  const step = ask(world, told, {
    role: 'lead',
    to: { holder: specialist },
    by: division.head,
    at: passedAt,
    parent: lead,
    instruction: words,
    dueOn: due,
  })
  world.event(
    passedAt,
    division.head,
    'document.passed-on',
    told,
    {
      handlingId: lead.id,
      text: words,
      dueOn: due,
      lead: [division.unit.name],
      collaborators: [],
      informed: [],
      deliveries: [],
    },
    [specialist.post.id],
  )
  if (pin?.until === 'passed') return
  const acceptedAt = world.after(passedAt, 0.2, 7)
  if (!acceptedAt) return
  accept(step, acceptedAt)
  world.event(acceptedAt, specialist, 'document.accepted', told, { handlingId: step.id }, [division.head.person.id])
  if (arrival) report(world, arrival, '05', acceptedAt, specialist, agency, '')
  // Stuck: nothing more is heard of it.
  if (pin || random.chance(0.025)) return
  const days = Math.max(1, (Date.parse(due) - Date.parse(dateOf(acceptedAt))) / 86_400_000)
  const hours = random.chance(0.83)
    ? 2 + random.next() * Math.max(1, days * 0.62 - 1) * 7.5
    : days * 0.72 * 7.5 + random.next() * 60
  const doneAt = world.after(acceptedAt, hours, hours + 2)
  const answered = depth < 4 && needsAnswer(world, agency, paper)
  if (answered) {
    const startAt = world.after(acceptedAt, hours * 0.35, hours * 0.6)
    if (!startAt) return
    const issuedAt = writeAnswer(world, { agency, division, specialist, told, paper, at: startAt, due, depth })
    if (!issuedAt || issuedAt > world.now) return
    answeredBy(world, told, issuedAt, arrival, agency)
    return
  }
  if (!doneAt) return
  const kind = random.chance(0.62) ? 'reported' : 'filed'
  const note = sayings.finish(random, kind)
  end(step, doneAt, 'done', note, kind)
  finished(world, told, doneAt, specialist, step, kind, note, arrival, agency)
}
