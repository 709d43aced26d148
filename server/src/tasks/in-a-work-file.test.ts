import { tasks } from '@mocban/contract/tasks'
import { workFiles } from '@mocban/contract/work-files'
import { expect, it } from 'vitest'
import { serveSmallProvince } from '../testing/serve-small-province.ts'

it('keeps the work file open while it is open, also for who may not see it', async () => {
  const { server, province, close } = await serveSmallProvince()
  const { digitalHead, digitalSpecialist, director } = province.people
  const file = await server.ask(digitalSpecialist, workFiles.open, { body: { title: 'Chuyển đổi số' } })
  const named = { params: { id: file.id }, body: { personId: digitalHead.personId } }
  await server.ask(digitalSpecialist, workFiles.addPerson, named)
  const { taskId } = await server.ask(director, tasks.create, {
    body: { facts: { title: 'Rà soát', lead: { unitId: province.units.skhcnDigital } } },
  })
  await server.ask(digitalHead, workFiles.addRecord, { params: { id: file.id }, body: { recordId: taskId } })
  expect((await server.ask(digitalSpecialist, workFiles.read, { params: { id: file.id } })).records).toEqual([])
  const end = () => server.call(digitalSpecialist, workFiles.close, { params: { id: file.id }, body: { version: 1 } })
  expect((await end()).problem.detail).toContain('còn 1 nhiệm vụ chưa xong')
  await server.ask(director, tasks.act, {
    params: { id: taskId },
    body: { version: 1, act: 'cancel', text: 'Không cần nữa' },
  })
  expect((await end()).status).toBe(200)
  await close()
})
