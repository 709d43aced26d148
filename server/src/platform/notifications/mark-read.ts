import { clock } from '../clock.ts'
import type { Tx } from '../database/index.ts'
import { countUnread } from './read-notifications.ts'

/** Marks as read: the ones named, or all up to a place. Only one's own can be reached. */
export async function markRead(tx: Tx, which: { seqs?: number[]; upTo?: number }): Promise<{ unread: number }> {
  const update = tx.updateTable('notification').set({ read_at: clock.now().toISOString() }).where('read_at', 'is', null)
  if (which.seqs?.length) await update.where('seq', 'in', which.seqs).execute()
  if (which.upTo !== undefined) await update.where('seq', '<=', which.upTo).execute()
  return { unread: await countUnread(tx) }
}
