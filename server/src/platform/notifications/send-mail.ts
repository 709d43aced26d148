import type { Notification } from '@mocban/contract/notifications'
import { sql } from 'kysely'
import { clock } from '../clock.ts'
import type { Database } from '../database/index.ts'
import { type MailDue, readMailDue } from './read-notifications.ts'

/** Tells one notification in a sentence, in a language; the words belong to those who know the acts. */
export type Teller = (notification: Notification, language: 'vi' | 'en' | 'ur') => string
/** Where what happened is seen, as a path of the program; null where there is no such place. */
export type Placer = (notification: Notification) => string | null

export interface Letter {
  to: string
  subject: string
  text: string
}

const words = {
  vi: {
    now: (sentence: string) => `[Mộc Bản] ${sentence}`,
    digest: (count: number) => `[Mộc Bản] ${count} việc mới`,
    open: 'Mở Mộc Bản để xem và xử lý',
    settings: 'Chọn nội dung và cách nhận thư tại',
  },
  en: {
    now: (sentence: string) => `[Mộc Bản] ${sentence}`,
    digest: (count: number) => `[Mộc Bản] ${count} new`,
    open: 'Open Mộc Bản to read and act',
    settings: 'Choose what is mailed, and when, at',
  },
  ur: {
    now: (sentence: string) => `[Mộc Bản] ${sentence}`,
    digest: (count: number) => `[Mộc Bản] ${count} نئی اطلاعات`,
    open: 'دیکھنے اور کارروائی کے لیے Mộc Bản کھولیں',
    settings: 'ڈاک کی ترتیبات یہاں ہیں',
  },
}

interface Options {
  tell: Teller
  place: Placer
  origin: string
  send: (letter: Letter) => Promise<{ sent: boolean }>
}

/**
 * Mails what waits to be mailed: at once, or as one digest a person. What was read in the bell meanwhile is not mailed any more, nor what rang before mail could be sent, and nothing of a
 * record that the person may see no more. A letter says what happened and where to read it, never what the document contains. Answers how many letters went out.
 * @throws where the mail server does not answer; where it refuses some of the letters, after the others went out
 */
export async function mailNotifications(worker: Database, way: 'now' | 'digest', options: Options): Promise<number> {
  await sql`update notification set mailed_at = ${clock.now().toISOString()} where mailed_at is null and mail <> 'none'
    and (read_at is not null or at < (select mail_since from installation))`.execute(worker)
  let letters = 0
  let refused: unknown
  let due: MailDue[] = []
  do {
    due = await worker.transaction().execute((tx) => readMailDue(tx, way, due.at(-1)?.personId ?? null))
    for (const person of due) {
      await isDone(worker, person.unseen)
      for (const { seqs, letter } of lettersTo(person, way, options)) {
        try {
          const outcome = await options.send(letter)
          // Without a mail server the bell is all there is; the letters do not pile up for the day one is set.
          await isDone(worker, seqs)
          if (outcome.sent) letters++
        } catch (error) {
          if (!isOfTheLetter(error)) throw error
          refused = error
          await tryLater(worker, seqs)
        }
      }
    }
  } while (due.length > 0)
  if (refused) throw refused
  return letters
}

function lettersTo({ email, language, seqs, items }: MailDue, way: 'now' | 'digest', { tell, place, origin }: Options) {
  const all = items.map((item, index) => ({ item, seq: seqs[index] as number }))
  const batches = way === 'now' ? all.map((one) => [one]) : all.length > 0 ? [all] : []
  return batches.map((batch) => {
    const sentences = batch.map(({ item }) => tell(item, language))
    // Each with the address of what it is about: a letter is opened to deal with it, not to look for it.
    const lines = batch.map(({ item }, index) => {
      const where = place(item)
      return `${way === 'digest' ? '• ' : ''}${sentences[index]}${where ? `\n${origin}${where}` : ''}`
    })
    const letter = {
      to: email,
      subject: oneLine(
        way === 'digest' ? words[language].digest(sentences.length) : words[language].now(sentences[0] ?? ''),
      ),
      text: `${lines.join(way === 'digest' ? '\n\n' : '\n')}\n\n${words[language].open}: ${origin}/\n${words[language].settings}: ${origin}/settings\n`,
    }
    return { seqs: batch.map(({ seq }) => seq), letter }
  })
}

const isDone = (worker: Database, seqs: number[]) =>
  sql`update notification set mailed_at = ${clock.now().toISOString()} where seq = any (${seqs}::bigint[])`.execute(
    worker,
  )

/** After as long again as it waits already; who cannot be reached within two days is not mailed. */
const tryLater = (worker: Database, seqs: number[]) =>
  sql`update notification set mail_after = ${clock.now().toISOString()}::timestamptz + greatest(${clock.now().toISOString()}::timestamptz - at, interval '1 minute'),
             mailed_at = case when at < ${clock.now().toISOString()}::timestamptz - interval '2 days' then ${clock.now().toISOString()}::timestamptz end
       where seq = any (${seqs}::bigint[])`.execute(worker)

/** Whether it is this address or these words that the mail server refuses; everything else is of all letters. */
function isOfTheLetter(error: unknown): boolean {
  const { code = '', command = '', responseCode } = error as { code?: string; command?: string; responseCode?: number }
  const closes = 421
  return (
    ['EENVELOPE', 'EMESSAGE'].includes(code) && ['API', 'RCPT TO', 'DATA'].includes(command) && responseCode !== closes
  )
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').slice(0, 180)
