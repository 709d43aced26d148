import type { Agency, Holder } from '../province/province.ts'
import { deliver } from './deliveries.ts'
import { receive } from './incoming.ts'
import { issuerName, type Paper, symbolOf } from './paper.ts'
import { ask } from './steps.ts'
import { dateOf } from './working-time.ts'
import type { Row, Told, World } from './world.ts'

export interface Forwarding {
  leader: Holder
  at: Date
  text: string
  due: string
  agencies: Agency[]
  parent: Row
  directionId: string
  depth: number
}

/** A document that arrived is directed on to other agencies: the same facts and bytes, with the leader's words and the day. */
export function forward(
  world: World,
  told: Told,
  { leader, at, text, due, agencies, parent, directionId, depth }: Forwarding,
): { agencyId: string; deliveryId: string }[] {
  const { paper } = told
  const dispatch = world.add('dispatch', {
    id: world.id(at),
    document_id: told.id,
    agency_id: told.agency.unit.id,
    kind: 'forward',
    issued_at: at.toISOString(),
    facts: {},
    replaces_id: null,
  })
  world.later.push(() => {
    dispatch.facts = dispatchFacts(told, {
      dueOn: due,
      direction: text,
      directedBy: `${leader.person.fullName}, ${leader.post.title} ${told.agency.unit.name}`,
    })
  })
  sendFiles(world, dispatch, told)
  const sent: { agencyId: string; deliveryId: string }[] = []
  for (const [n, agency] of agencies.entries()) {
    const delivery = deliver(world, told, dispatch, { agency }, at)
    const step = ask(world, told, {
      role: n === 0 ? 'lead' : 'collaborate',
      to: { agency, deliveryId: delivery.id as string },
      by: leader,
      at,
      parent,
      directionId,
      instruction: text,
      dueOn: due,
    })
    sent.push({ agencyId: agency.unit.id, deliveryId: delivery.id as string })
    receive(world, agency, withDue(paper, due), at, { delivery, sender: told, step }, depth + 1)
  }
  return sent
}

/** The same paper, number and files included once they are known, with the leader's day. */
function withDue(paper: Paper, due: string): Paper {
  return Object.create(paper, { dueOn: { value: due, enumerable: true } }) as Paper
}

/** What recipients see of a document. */
export function dispatchFacts(
  told: Told,
  more: { dueOn: string | null; direction: string | null; directedBy: string | null },
): Row {
  const { paper } = told
  return {
    symbol: symbolOf(paper),
    issuedOn: told.row.issued_on ?? dateOf(paper.signedAt),
    typeCode: paper.type,
    abstract: told.row.abstract,
    urgency: paper.urgency,
    issuerName: issuerName(paper),
    issuerUnitId: 'agency' in paper.from ? paper.from.agency.unit.id : null,
    signerName: paper.signer.name,
    signerTitle: paper.signer.title,
    pageCount: paper.files[0]?.pageCount ?? null,
    dueOn: more.dueOn,
    answers: paper.answers && paper.basis ? symbolOf(paper.basis) : null,
    direction: more.direction,
    directedBy: more.directedBy,
  }
}

/** The files go out as they are; which they are is known when they are made. */
export function sendFiles(world: World, dispatch: Row, told: Told): void {
  world.later.push(() => {
    for (const [n, file] of told.paper.files.filter((one) => one.role !== 'source').entries()) {
      world.add('dispatch_file', {
        dispatch_id: dispatch.id,
        ordinal: n + 1,
        sha256: file.sha256,
        name: file.name,
        media_type: file.mediaType,
        role: file.role,
      })
    }
  })
}
