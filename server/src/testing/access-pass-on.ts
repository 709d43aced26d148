import { documents } from '@mocban/contract/documents'
import { handling } from '@mocban/contract/documents-handling'
import type { Standing } from '../platform/database/index.ts'
import type { TestServer } from '../platform/testing/index.ts'
import type { AccessModel, ModelRecord } from './access-model.ts'

interface Way {
  clerk: Standing
  leader: Standing
  everybody: Standing[]
  to: Standing
  /** To the unit, for whoever leads it, and not to the person. */
  asUnit: boolean
}

/** Presents a registered document to a leader, then lets whoever has it pass it on; tells the model who got it. */
export async function passOn(server: TestServer, model: AccessModel, record: ModelRecord, way: Way): Promise<void> {
  const { clerk, leader, to } = way
  const unitOf = (standing: Standing) => model.posts.get(standing.positionId)?.unitId ?? ''
  const params = { id: record.id }
  const granted = (standing: Standing) => {
    record.own.push({ kind: 'post', id: standing.positionId }, { kind: 'person', id: standing.personId })
    record.groups.push(...model.leadersAbove(unitOf(standing)))
  }
  const seen = await server.call(clerk, documents.record, { params })
  if (seen.status === 200 && seen.answer.state === 'registered') {
    const { status } = await server.call(clerk, handling.present, {
      params,
      body: { version: seen.answer.version, to: { unitId: unitOf(leader), ...leader }, note: '' },
    })
    if (status !== 200) return
    granted(leader)
  }
  for (const holder of way.everybody) {
    const looked = await server.call(holder, documents.record, { params })
    const step =
      looked.status === 200 && looked.answer.steps.find((one) => one.endedAt === null && one.acts.assign?.allowed)
    if (!step) continue
    const asUnit = way.asUnit && model.posts.get(to.positionId)?.leads
    const { status } = await server.call(holder, handling.assign, {
      params: { id: step.id },
      body: {
        version: step.version,
        lead: asUnit ? { unitId: unitOf(to) } : { unitId: unitOf(to), ...to },
        text: 'Giao xử lý',
      },
    })
    if (status === 200 && asUnit) {
      record.own.push({ kind: 'leaders', id: unitOf(to) })
      record.groups.push(...model.leadersAbove(unitOf(to)))
    } else if (status === 200) granted(to)
    return
  }
}
