import type { FetchMessageObject, ImapFlow } from 'imapflow'
import { clock } from '../../platform/clock.ts'
import { RefusalError, refuse } from '../../platform/http/index.ts'
import { messageParts, returnedMessages } from './mail-parts.ts'
import type { Folder, Mailbox } from './mailbox.ts'
import { plain, type Take, type Tell, WayError } from './way.ts'

/** The largest mail that is looked into. */
const largestMail = 150_000_000
/** How much of a mail is asked for at once; no more of it is ever held. */
const piece = 262_144
/** Longer than this the other ways are not kept waiting; the rest comes in the next round. */
const longestRound = 60_000
/** A status may overtake what it speaks of: its mail stays in the folder so long. */
const waitsAtMost = 3 * 86_400_000

/** Mails that stay in the folder, each with when it is tried again, and what of the mailbox kept it there: that is told until it went. */
export type Resting = Map<string, { until: number; times: number; trouble: WayError | null }>

/**
 * Takes in what lies in the folder, oldest first. A mail leaves it only after what it carried was committed; where the program dies between, or the
 * connection, it lies there still, and is recognised when it comes again. Nothing is remembered by the numbers of mails: a mailbox that was restored or
 * rebuilt makes no difference. A mail that cannot be taken in does not hold up the others.
 */
export async function fetchMails(
  mailbox: Mailbox,
  resting: Resting,
  take: Take,
  tell: Tell,
  largest = largestMail,
): Promise<{ uidValidity: string }> {
  const { client, folder, uidValidity } = await mailbox.open()
  let trouble: unknown
  try {
    const uids = mailbox.granted(await client.search({ deleted: false }, { uid: true }), folder)
    const keyOf = (uid: number) => `${uidValidity} ${uid}`
    const there = new Set(uids.map(keyOf))
    for (const key of resting.keys()) if (!there.has(key)) resting.delete(key)
    const due = uids.filter((uid) => (resting.get(keyOf(uid))?.until ?? 0) <= Date.now()).sort((a, b) => a - b)
    const settle: Settle = (uid, how, error) => {
      if (how === 'moved') resting.delete(keyOf(uid))
      else rest(resting, keyOf(uid), how === 'lost' ? 2 : 0, error instanceof WayError ? error : null)
    }
    trouble = await takeEach({ client, mailbox, take, tell, largest }, due, settle)
    await mailbox.checkSpace(client, folder)
  } catch (error) {
    throw mailbox.troubleOf(error)
  }
  trouble ??= [...resting.values()].find((one) => one.trouble)?.trouble
  if (trouble) throw trouble
  return { uidValidity }
}

/** How it went with a mail: it left the folder, it stays, or the line was lost over it. */
type Settle = (uid: number, how: 'moved' | 'stays' | 'lost', error?: unknown) => void

/** One mail after the other. What went wrong with one, also that there is no room to move it to, is answered in the end: what comes behind it is taken in. A line that is lost ends it at once. */
async function takeEach(round: Round, uids: number[], settle: Settle): Promise<unknown> {
  const { client, mailbox } = round
  const began = Date.now()
  let trouble: unknown = null
  for (const uid of uids) {
    if (Date.now() - began > longestRound) break
    try {
      const mail = await client.fetchOne(String(uid), facts, { uid: true })
      // Somebody else moved it meanwhile.
      if (!mail) continue
      const to = await takeMail(round, mail)
      if (to) await mailbox.move(client, uid, to)
      settle(uid, to ? 'moved' : 'stays')
    } catch (error) {
      settle(uid, client.usable ? 'stays' : 'lost', error)
      if (!client.usable) throw error
      trouble ??= error
    }
  }
  return trouble
}

const facts = { uid: true, envelope: true, bodyStructure: true, internalDate: true, size: true }

/** Is tried again at once so many times, then with growing pauses: a mail over which the line is lost again and again does not hold up the others either. */
function rest(resting: Resting, key: string, atOnce: number, trouble: WayError | null): void {
  const times = (resting.get(key)?.times ?? 0) + 1
  const pause = times > atOnce ? Math.min(10_000 * 2 ** (times - atOnce), 3_600_000) : 0
  resting.set(key, { until: Date.now() + pause, times, trouble })
}

interface Round {
  client: ImapFlow
  mailbox: Mailbox
  take: Take
  tell: Tell
  largest: number
}

/** Takes in what a mail carries. Answers where the mail belongs then; null where it stays. */
async function takeMail(round: Round, mail: FetchMessageObject): Promise<Folder | null> {
  const aside = async (to: Folder, refusal: RefusalError, returned: string[] = []) => {
    await round.tell({ ...aboutOf(mail), refusal, returned })
    return to
  }
  if ((mail.size ?? 0) > round.largest)
    return aside('refused', refuse('exchange.mail-too-large', { most: round.largest }))
  if (!mail.bodyStructure) return aside('other', refuse('exchange.mail-without-message'))
  const returned = returnedMessages(mail.bodyStructure)
  if (returned) return aside('other', refuse('exchange.mail-returned'), returned)
  const parts = messageParts(mail.bodyStructure)
  if (parts.length === 0) return aside('other', refuse('exchange.mail-without-message'))
  let to: Folder | null = 'taken'
  try {
    for (const part of parts) {
      const taken = await round.take(bytesOf(round, mail.uid, part))
      if (taken.outcome !== 'refused') continue
      if (taken.refusal.status === 409 && ageOf(mail) < waitsAtMost) to = null
      else to &&= 'refused'
    }
  } catch (error) {
    // Larger than its server said.
    if (error instanceof RefusalError && error.code === 'exchange.mail-too-large') return aside('refused', error)
    throw error
  }
  return to
}

const ageOf = (mail: FetchMessageObject) => clock.now().getTime() - new Date(mail.internalDate ?? clock.now()).getTime()

/** A part, decoded as it comes: whole or an error. */
async function* bytesOf({ client, largest }: Round, uid: number, part: string): AsyncGenerator<Uint8Array> {
  const options = { uid: true, chunkSize: piece, maxBytes: largest + 1, decodeText: false }
  const { content } = await client.download(String(uid), part, options)
  if (!content) throw new Error(`the mail ${uid} has no part ${part} any more`)
  let size = 0
  for await (const bytes of content as AsyncIterable<Uint8Array>) {
    size += bytes.length
    if (size > largest) throw refuse('exchange.mail-too-large', { most: largest })
    yield bytes
  }
}

function aboutOf(mail: FetchMessageObject) {
  const from = mail.envelope?.from?.[0]
  return {
    sender: plain(from?.address || from?.name || '—', 200),
    subject: plain(mail.envelope?.subject ?? '', 300),
    mailId: plain(mail.envelope?.messageId ?? `${String(mail.internalDate)} ${mail.size ?? 0}`, 300),
  }
}
