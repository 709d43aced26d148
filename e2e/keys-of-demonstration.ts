import { execFileSync } from 'node:child_process'
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { withData } from '../server/src/operations/open-for-command.ts'
import { readSettings } from '../server/src/platform/config/index.ts'
import { demonstrationPin } from '../server/src/signing/index.ts'
import { makeSoftHsm } from '../server/src/signing/testing/soft-hsm.ts'

/** What the story of signing needs of the demonstration that only its operator can reach. */
export interface Kept {
  /** The root of the demonstration's authority, which other installations do not know. */
  root: Buffer
  /** A second clerk of the department, whom no other story needs. */
  clerk: { positionId: string; userName: string }
}

export const token = 'HSM của tỉnh'
export const tokenPin = '24681357'

/** Brings the keys of a leader and of an agency's seal out of their files into a soft HSM, as `lanh-dao` and `con-dau`. */
export async function keysIntoHsm(data: string, hsm: string, of: { leader: string; agency: string }): Promise<Kept> {
  return withData(readSettings({ MOCBAN_DATA: data }), async ({ owner }) => {
    const soft = makeSoftHsm(token, tokenPin, hsm)
    const keys = owner.selectFrom('signing_key').where('pkcs12', 'is not', null).select('pkcs12')
    const leader = keys.where('person_id', 'in', (on) =>
      on.selectFrom('person').where('user_name', '=', of.leader).select('id'),
    )
    const seal = keys.where('agency_id', 'in', (on) =>
      on.selectFrom('unit_now').where('name', '=', of.agency).select('id'),
    )
    for (const [label, query] of [
      ['lanh-dao', leader],
      ['con-dau', seal],
    ] as const) {
      const { pkcs12 } = await query.executeTakeFirstOrThrow()
      await soft.put(label, unpacked(pkcs12 ?? Buffer.alloc(0)))
    }
    const anchor = await owner
      .selectFrom('trust_anchor')
      .where(sql<boolean>`'signing' = any (purposes)`)
      .select('certificate')
      .executeTakeFirstOrThrow()
    const clerks = await owner
      .selectFrom('position as q')
      .innerJoin('unit_now as u', 'u.id', 'q.agency_id')
      .innerJoin('appointment as x', 'x.position_id', 'q.id')
      .innerJoin('person as p', 'p.id', 'x.person_id')
      .where('u.name', '=', of.agency)
      .where('q.title', '=', 'Văn thư')
      .where('p.user_name', '<>', 'hoabt')
      .select(['q.id as positionId', 'p.user_name as userName'])
      .executeTakeFirstOrThrow()
    return { root: anchor.certificate, clerk: { ...clerks, userName: clerks.userName ?? '' } }
  })
}

function unpacked(pkcs12: Buffer): { privateKey: Uint8Array; certificates: Uint8Array[] } {
  const folder = mkdtempSync(join(tmpdir(), 'mocban-p12-'))
  try {
    const file = join(folder, 'a.p12')
    writeFileSync(file, pkcs12, { mode: 0o600 })
    const pem = execFileSync('openssl', ['pkcs12', '-in', file, '-nodes', '-passin', `pass:${demonstrationPin}`], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const pieces = (what: string) =>
      [...pem.matchAll(new RegExp(`-----BEGIN ${what}-----([\\s\\S]+?)-----END`, 'g'))].map(([, body = '']) =>
        Buffer.from(body, 'base64'),
      )
    const privateKey = pieces('PRIVATE KEY')[0] ?? Buffer.alloc(0)
    const key = createPrivateKey({ key: privateKey, format: 'der', type: 'pkcs8' })
    // The key's own first, those above it after it.
    const own = (certificate: Buffer) => Number(new X509Certificate(certificate).checkPrivateKey(key))
    return { privateKey, certificates: pieces('CERTIFICATE').sort((a, b) => own(b) - own(a)) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
