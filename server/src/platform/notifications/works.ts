import { sql } from 'kysely'
import type { Works } from '../http/index.ts'
import { notifyConcerned } from './notify-concerned.ts'
import { mailNotifications, type Placer, type Teller } from './send-mail.ts'

/** So often the notifier looks for what happened: together with the way to the browser under a second. */
const lookSeconds = 0.25

/** Notes since when mail can be sent, at each start: what rang before is not mailed. */
export async function noteMail({ worker, mail }: Pick<Works, 'worker' | 'mail'>): Promise<void> {
  const since = mail.configured ? sql`coalesce(mail_since, now())` : sql`null`
  await sql`update installation set mail_since = ${since}`.execute(worker)
}

/** The work behind the bell: tells those concerned, mails at once what blocks somebody and the rest in a digest, morning and after lunch. */
export function notificationWorks(works: Works, options: { tell: Teller; place: Placer; origin: string }): void {
  const mail = (way: 'now' | 'digest') =>
    mailNotifications(works.worker, way, { ...options, send: (letter) => works.mail.send(letter) })
  works.jobs.eachSeconds('notifications.tell', lookSeconds, async () => {
    while ((await notifyConcerned(works.worker)) > 0);
  })
  works.jobs.eachSeconds('notifications.mail-now', 20, () => mail('now'))
  works.jobs.every('notifications.mail-digest', '30 7,13 * * 1-6', () => mail('digest'))
}
