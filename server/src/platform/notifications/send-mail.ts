import type { Notification } from '@mocban/contract/notifications'
import { sql } from 'kysely'
import { clock } from '../clock.ts'
import type { Database } from '../database/index.ts'
import { readMailDue } from './read-notifications.ts'

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

/**
 * Mails what waits to be mailed: at once, or as one digest a person. What was read in the bell meanwhile is not mailed any more. A letter says what
 * happened and where to read it, never what the document contains. Answers how many letters went out.
 */
export async function mailNotifications(
  worker: Database,
  way: 'now' | 'digest',
  options: { tell: Teller; place: Placer; origin: string; send: (letter: Letter) => Promise<{ sent: boolean }> },
): Promise<number> {
  await sql`update notification set mailed_at = ${clock.now().toISOString()} where mailed_at is null and mail <> 'none' and read_at is not null`.execute(
    worker,
  )
  const due = await worker.transaction().execute((tx) => readMailDue(tx, way))
  let letters = 0
  for (const { email, language, seqs, items } of due) {
    const batches =
      way === 'digest' ? [{ seqs, items }] : items.map((item, index) => ({ seqs: [seqs[index]!], items: [item] }))
    for (const batch of batches) {
      const sentences = batch.items.map((item) => options.tell(item, language))
      // Each with the address of what it is about: a letter is opened to deal with it, not to look for it.
      const lines = batch.items.map((item, index) => {
        const place = options.place(item)
        return `${way === 'digest' ? '• ' : ''}${sentences[index]}${place ? `\n${options.origin}${place}` : ''}`
      })
      const outcome = await options.send({
        to: email,
        subject: oneLine(
          way === 'digest' ? words[language].digest(sentences.length) : words[language].now(sentences[0] ?? ''),
        ),
        text: `${lines.join(way === 'digest' ? '\n\n' : '\n')}\n\n${words[language].open}: ${options.origin}/\n${words[language].settings}: ${options.origin}/settings\n`,
      })
      // Without a mail server the bell is all there is; the letters do not pile up for the day one is set.
      await worker
        .updateTable('notification')
        .set({ mailed_at: clock.now().toISOString() })
        .where('seq', 'in', batch.seqs)
        .execute()
      if (outcome.sent) letters++
    }
  }
  return letters
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').slice(0, 180)
