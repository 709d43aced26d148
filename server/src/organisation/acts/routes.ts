import { organisationActs as acts, delegations } from '@mocban/contract/organisation-acts'
import { type App, serve } from '../../platform/http/index.ts'
import { appoint, endAppointment, readHoldings } from './appointments.ts'
import { changeUnit } from './change-unit.ts'
import { createPerson } from './create-person.ts'
import { createUnit } from './create-unit.ts'
import { endDelegation, giveDelegation, listDelegations } from './delegations.ts'
import { endUnit } from './end-unit.ts'
import { findPeople } from './find-people.ts'
import { addMember, endMember } from './members.ts'
import { moveUnit } from './move-unit.ts'
import { changePost, createPost, endPost } from './posts.ts'
import { endLeave, setLeave } from './set-leave.ts'

export function organisationActRoutes(app: App): void {
  serve(app, acts.createUnit, ({ tx, actor, body }) => createUnit(tx, actor, body))
  serve(app, acts.changeUnit, ({ tx, actor, params, body }) => changeUnit(tx, actor, { unitId: params.id, ...body }))
  serve(app, acts.moveUnit, ({ tx, actor, params, body }) => moveUnit(tx, actor, { unitId: params.id, ...body }))
  serve(app, acts.endUnit, ({ tx, actor, params, body }) => endUnit(tx, actor, { unitId: params.id, ...body }))
  serve(app, acts.createPost, ({ tx, actor, body }) => createPost(tx, actor, body))
  serve(app, acts.changePost, ({ tx, actor, params, body }) =>
    changePost(tx, actor, { positionId: params.id, ...body }),
  )
  serve(app, acts.endPost, ({ tx, actor, params, body }) => endPost(tx, actor, { positionId: params.id, ...body }))
  serve(app, acts.createPerson, ({ tx, actor, body }) => createPerson(tx, actor, body))
  serve(app, acts.findPeople, ({ tx, query }) => findPeople(tx, query.q))
  serve(app, acts.appoint, ({ tx, actor, body }) => appoint(tx, actor, body))
  serve(app, acts.holdings, ({ tx, actor, params }) => readHoldings(tx, actor, params.id))
  serve(app, acts.endAppointment, ({ tx, actor, params, body }) =>
    endAppointment(tx, actor, { id: params.id, ...body }),
  )
  serve(app, acts.setLeave, ({ tx, actor, body }) => setLeave(tx, actor, body))
  serve(app, acts.endLeave, ({ tx, actor, params, body }) => endLeave(tx, actor, { id: params.id, ...body }))
  serve(app, acts.addMember, ({ tx, actor, params, body }) => addMember(tx, actor, { unitId: params.id, ...body }))
  serve(app, acts.endMember, ({ tx, actor, params, body }) => endMember(tx, actor, { id: params.id, ...body }))
  serve(app, delegations.list, ({ tx, actor }) => listDelegations(tx, actor))
  serve(app, delegations.give, ({ tx, actor, body }) => giveDelegation(tx, actor, body))
  serve(app, delegations.end, ({ tx, actor, params }) => endDelegation(tx, actor, params.id))
}
