import { sql } from 'kysely'
import type { Works } from '../../platform/http/index.ts'
import type { Sealer } from '../../platform/sign-in/index.ts'
import { type Way, WayError } from './way.ts'
import { ways } from './ways.ts'

export interface OpenedWay {
  id: string
  name: string
  kind: string
  way: Way
}

interface Row {
  id: string
  kind: string
  name: string
  settings: Record<string, string>
  secret: Buffer | null
  fetched: Record<string, unknown>
  enabled: boolean
  stamp: string
}

/** The ways that are set up, opened once and again where their settings changed. */
export function openWays(works: Works) {
  const opened = new Map<string, OpenedWay & { stamp: string }>()
  return {
    /** All, for sending and fetching; what is sent over one that is switched off waits for it. */
    async all(): Promise<OpenedWay[]> {
      const { rows } = await sql<Row>`
        select id, kind, name, settings, secret, fetched, enabled, md5(concat_ws('|', name, settings::text, encode(secret, 'hex'), enabled)) as stamp
          from exchange_way`.execute(works.worker)
      for (const [id, one] of opened)
        if (!rows.some((row) => row.id === id && row.stamp === one.stamp)) {
          one.way.close?.()
          opened.delete(id)
        }
      for (const row of rows) if (!opened.has(row.id)) this.open(row)
      return [...opened.values()]
    },
    open(row: Row): void {
      const open = ways[row.kind]
      if (!open) return
      let way: Way
      try {
        if (!row.enabled) throw new WayError('exchange.way-off', { way: row.name })
        const secret = row.secret ? openSecret(works.secrets, row.secret, row.id) : null
        way = open({ ...row, secret }, works)
      } catch (error) {
        // A way that cannot be opened says so at each try.
        const failing = () => Promise.reject(error)
        way = { send: failing, ...(row.enabled ? { fetch: failing } : {}) }
      }
      opened.set(row.id, { id: row.id, name: row.name, kind: row.kind, way, stamp: row.stamp })
    },
    close(): void {
      for (const one of opened.values()) one.way.close?.()
      opened.clear()
    },
  }
}

export const secretOf = (wayId: string) => `exchange way ${wayId}`

function openSecret(secrets: Sealer | undefined, sealed: Buffer, wayId: string): string {
  try {
    if (!secrets) throw new Error('no key')
    return secrets.open(sealed, secretOf(wayId))
  } catch {
    throw new WayError('exchange.way-setting', { way: wayId, setting: 'secret' }, true)
  }
}
