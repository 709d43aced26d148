import { createHash } from 'node:crypto'
import { incoming } from '@mocban/contract/documents-incoming'
import { exchange } from '@mocban/contract/exchange'
import { sql } from 'kysely'
import { documentIdOf, organ } from '../exchange/messages/message.ts'
import { keyOfPem, makeKey } from '../exchange/messages/message-key.ts'
import { signEnvelope } from '../exchange/messages/signature.ts'
import { writeMessage } from '../exchange/messages/write-message.ts'
import { someMessage } from '../exchange/testing/some-message.ts'
import { clock } from '../platform/clock.ts'
import { asActor, newId } from '../platform/database/index.ts'
import type { SigningKey } from '../signing/index.ts'
import { fileOf, pageOf, read, takenIn } from './access-files.ts'
import type { ModelRecord } from './access-model.ts'
import type { Act } from './access-story.ts'
import type { World } from './access-world.ts'

/** What comes from outside the province, and registries that take in many arrivals in one act. */
export function outsideActs(world: World) {
  const { server, database, model, pick } = world
  let serial = 0
  let key: Promise<SigningKey> | undefined
  /** A ministry that signs what it sends. */
  const ministry = async (): Promise<SigningKey> => {
    const made = keyOfPem(await makeKey('Bộ Thí nghiệm', 2048))
    const id = newId()
    await database.owner
      .insertInto('outside_agency')
      .values({ id, code: 'G99', name: 'Bộ Thí nghiệm', valid: '[2020-01-01,)' })
      .execute()
    await database.owner
      .insertInto('outside_certificate')
      .values({
        outside_id: id,
        fingerprint: createHash('sha256').update(made.certificate).digest('hex'),
        subject: 'CN=Bộ Thí nghiệm',
        certificate: Buffer.from(made.certificate),
        valid: '[2020-01-01,)',
      })
      .execute()
    return made
  }

  /** A message of a ministry, dropped in by hand by a clerk of the agency that it names. */
  const bring: Act = async ({ a, b }) => {
    const { units } = world.province
    const agencyId = pick([units.ubnd, units.skhcn, units.kinhBac, units.tuSon].map(model.now), a) as string
    const clerk = world.someone(b, (one) => one.clerk && one.agencyId === agencyId)
    const [word, inside] = [world.word(), world.word()]
    const content = await server.files.putBytes(pageOf(inside))
    const message = someMessage({
      number: String(++serial),
      to: [organ(await codeOf(agencyId), 'Cơ quan nhận')],
      issuedOn: model.day,
      trace: [{ organ: 'G99', at: clock.now().toISOString() }],
      subject: `Việc vanbanchung ${word}`,
      attachments: [
        { contentId: 'c0', name: `${inside}.pdf`, description: '', mediaType: 'application/pdf', ...content },
      ],
    })
    message.documentId = documentIdOf(message.from.code, message.issuedOn, `${message.number}/${message.notation}`)
    const parts: string[] = []
    key ??= ministry()
    const envelope = await signEnvelope(message, await key)
    for await (const part of writeMessage(message, envelope, (sha256) => server.files.readAll(sha256))) parts.push(part)
    const stored = await server.files.putBytes(Buffer.from(parts.join('')))
    await asActor(database.app, clerk, (tx) =>
      sql`select app.add_file(${stored.sha256}, ${stored.size}, 'application/xml')`.execute(tx),
    )
    const { status, answer } = await server.call(clerk, exchange.takeIn, { body: { sha256: stored.sha256 } })
    if (status !== 200 || answer.outcome !== 'taken') return
    model.messages.push(...answer.messageIds)
    const record = fromOutside(answer.messageIds[0] ?? '', word)
    world.tellFacts(record)
    const { rows } = await sql<{ id: string }>`
      select delivery_id as id from exchange_message where id = any (${answer.messageIds}::uuid[]) and delivery_id is not null`.execute(
      database.owner,
    )
    for (const { id } of rows) model.deliveries.push({ id, of: record, agencyId, takenAs: null, recalled: false })
    await read(world, content.sha256, inside)
    fileOf(world, record, { sha256: content.sha256, word: inside, by: null, sent: true })
  }
  const codeOf = async (unitId: string): Promise<string> => {
    const { rows } = await sql<{ code: string }>`
      select exchange_code as code from unit_version where unit_id = ${unitId} and valid @> ${model.day}::date`.execute(
      database.owner,
    )
    return rows[0]?.code ?? ''
  }

  /** As their senders wrote them: the records say the same, word for word. */
  const registerMany: Act = async ({ a, b, c }) => {
    const clerk = world.someone(a, (one) => one.clerk)
    const { answer: waiting } = await server.call(clerk, incoming.arrivals, {})
    const chosen = (waiting ?? []).slice(b % 3, (b % 3) + 1 + (c % 4))
    if (chosen.length === 0) return
    const { status, answer } = await server.call(clerk, incoming.registerMany, {
      body: { deliveryIds: chosen.map((one) => one.deliveryId), duplicatesSeen: c % 3 > 0 },
    })
    if (status !== 200) return
    for (const { deliveryId, documentId } of answer.registered) {
      const delivery = model.deliveries.find((one) => one.id === deliveryId)
      const typeCode = chosen.find((one) => one.deliveryId === deliveryId)?.facts.typeCode ?? ''
      if (delivery) delivery.takenAs = world.addAs(takenIn(world, documentId, clerk, typeCode), delivery.of.word)
    }
  }
  /** What is refused goes back: nobody has it any more but who sent it. */
  const refuse: Act = async ({ a, b }) => {
    const clerk = world.someone(a, (one) => one.clerk)
    const { answer } = await server.call(clerk, incoming.arrivals, {})
    const one = pick(answer ?? [], b)
    const delivery = model.deliveries.find((other) => other.id === one?.deliveryId)
    if (!one || !delivery) return
    const body = { reason: 'Gửi nhầm nơi nhận' }
    const { status } = await server.call(clerk, incoming.refuseArrival, { params: { id: one.deliveryId }, body })
    if (status === 200) delivery.recalled = true
  }
  const answer: Act = async ({ a, b }) => {
    const asked = model.deliveries.filter((one) => one.recalled && one.takenAs)
    const delivery = pick(asked, a)
    const clerk =
      delivery && world.someone(b, (one) => one.clerk && one.agencyId === model.agencyNow(delivery.agencyId))
    if (!delivery || !clerk) return
    await server.call(clerk, incoming.answerRecall, {
      params: { id: delivery.id },
      body: { agree: b % 2 === 0, reason: 'Đồng ý' },
    })
    await world.noteDeliveries(delivery.of)
  }
  return { bring, 'register-many': registerMany, refuse, answer }
}

/** A record in another house: nobody here sees it but by what arrived of it. */
const fromOutside = (id: string, word: string): ModelRecord => ({
  id,
  kind: 'document',
  agencyId: '',
  typeCode: '',
  word,
  own: [],
  groups: [],
  openings: [],
  classId: null,
  classed: new Set(),
  copies: [],
})
