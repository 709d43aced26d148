import type { GenuineAnswer } from '@mocban/contract/genuine'
import { sql } from 'kysely'
import type { Database } from '../../platform/database/index.ts'
import { refuse } from '../../platform/http/index.ts'

interface Told {
  agencyName: string
  issuedOn: string
  state: string
  endedOn: string | null
  file: GenuineAnswer['file']
}

/**
 * Tells a stranger whether a document was issued and whether a file is byte for byte what was issued. Only the hash comes here: the file stays with
 * who asks. What there is not and what may not be told are the same answer; the database reveals nothing more to this question (migration 0120).
 * @throws genuine.wait
 */
export async function askGenuine(
  db: Database,
  address: string,
  asked: { code?: string | null | undefined; sha256?: string | null | undefined },
): Promise<GenuineAnswer> {
  const { rows } = await sql<Told>`
    select agency_name as "agencyName", issued_on as "issuedOn", state, ended_on as "endedOn", file
      from app.genuine(${address || '0.0.0.0'}::inet, ${asked.code ?? null}, ${asked.sha256 ?? null})`
    .execute(db)
    .catch((error: { code?: string }) => {
      throw error.code === 'MB010' ? refuse('genuine.wait') : error
    })
  const told = rows[0]
  if (!told) return { issued: null, file: asked.sha256 ? 'other' : null }
  const { file, state, ...facts } = told
  return {
    issued: { ...facts, state: state === 'issued' ? 'in-force' : (state as 'recalled' | 'replaced') },
    file,
  }
}
