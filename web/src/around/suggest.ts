import { search } from '@mocban/contract/search'
import { call } from '../shell/client.ts'

/** What the command line offers while typing: documents and work files that the person may open. */
export async function suggest(q: string, signal: AbortSignal) {
  const found = await call(search.suggest, { query: { q } }, { signal })
  return found.map((one) => ({
    id: one.id,
    title: one.symbol ? `${one.symbol} · ${one.title.text}` : one.title.text,
    note: one.kind === 'document' ? one.detail : '',
    to: one.kind === 'document' ? `/documents/${one.id}` : `/work-files/${one.id}`,
  }))
}
