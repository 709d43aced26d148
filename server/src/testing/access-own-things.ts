import { begunDrafts } from '@mocban/contract/begun-drafts'
import { notifications } from '@mocban/contract/notifications'
import { registrationDrafts } from '@mocban/contract/registration-drafts'
import type { Route } from '@mocban/contract/route'
import { search } from '@mocban/contract/search'
import { uploads } from '@mocban/contract/uploads'
import { newId } from '../platform/database/index.ts'
import { checkPlan, makePlan, plannedUnit } from '../reorganisation/testing/plans.ts'
import type { Asker, Mark } from './access-model.ts'
import type { World } from './access-world.ts'

/** What is a person’s own: nobody else is told of it, whatever they stand for. */
export interface OwnThings {
  begun: { route: Route; id: string; mark: Mark; by: Asker }[]
  feeds: { file: string; by: Asker }[]
}

/** Everybody saves a search, begins an upload, a registration or a draft where they may, and has their calendar fed. */
export async function makeOwnThings(world: World): Promise<OwnThings> {
  const { server, model } = world
  const own: OwnThings = { begun: [], feeds: [] }
  const mine = (who: Asker, part: Mark['part']): Mark => {
    const mark: Mark = { word: world.word(), part, record: null, sees: (other) => other.personId === who.personId }
    model.marks.push(mark)
    return mark
  }
  for (const who of world.everybody()) {
    if (!model.askers().some((one) => one.personId === who.personId && one.positionId === who.positionId)) continue
    const saved = mine(who, 'search')
    await server.ask(who, search.save, {
      body: { name: `Theo dõi ${saved.word}`, query: { q: 'vanbanchung' }, notify: true },
    })
    const brought = mine(who, 'begun')
    const { id } = await server.ask(who, uploads.begin, { body: { name: `${brought.word}.pdf`, size: 10 } })
    own.begun.push({ route: uploads.status, id, mark: brought, by: who })
    for (const drafts of [registrationDrafts, begunDrafts]) {
      const begun = mine(who, 'begun')
      const draftId = newId()
      const { status } = await server.call(who, drafts.keep, {
        params: { id: draftId },
        body: { title: `Đang viết ${begun.word}`, content: { abstract: begun.word } },
      })
      if (status === 200) own.begun.push({ route: drafts.read, id: draftId, mark: begun, by: who })
    }
    const { path } = await server.ask(who, notifications.renewCalendar, {})
    own.feeds.push({ file: path.replace('/api/calendar/', ''), by: who })
  }
  await makeReorganisation(world)
  return own
}

/** A plan that touches much of what there is, and counts it, is prepared and checked. */
async function makeReorganisation({ server, database, model, people, province, later }: World): Promise<void> {
  const { units } = province
  const ward = plannedUnit('moi', 'Ủy ban nhân dân phường Mới', { parent: { unitId: units.ubnd } })
  const { id } = await makePlan(server, people.administrator, later(30), [
    { kind: 'merge', from: [{ unitId: model.now(units.kinhBac) }], into: { new: ward }, fate: {} as never },
    { kind: 'dissolve', unitId: units.skhcnDigital, successor: { unitId: units.skhcnOffice }, fate: {} as never },
  ])
  await checkPlan(server, people.administrator, id)
  model.plans.push(id)
  for (const one of await database.owner.selectFrom('appointment').select('id').execute())
    model.appointments.push(one.id)
}
