import type { Verification } from '@mocban/contract/verification'
import { sql } from 'kysely'
import { clock } from '../../platform/clock.ts'
import type { Database, Tx } from '../../platform/database/index.ts'
import type { FileStore } from '../../platform/files/index.ts'
import { type AsMe, refuse } from '../../platform/http/index.ts'
import { because } from '../verify/finding.ts'
import type { VerifyOptions } from '../verify/trust-store.ts'
import { verifyCms } from '../verify/verify-cms.ts'
import { verifyPdf } from '../verify/verify-pdf.ts'
import { verifyXml } from '../verify/verify-xml.ts'
import type { SigningHouse } from './house.ts'
import { readTrustStore } from './trust-list.ts'

/** Larger ones are not verified while somebody waits. */
const largest = 100_000_000

/** A file that comes with another, which a signature may be over. */
export interface Beside {
  name: string
  bytes: Buffer
}

/** What a file is decides how it is verified; not its name. */
export async function verifyFile(
  bytes: Uint8Array,
  options: VerifyOptions,
  beside: Beside[] = [],
): Promise<Verification> {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  if (head.includes('%PDF-')) return verifyPdf(bytes, options)
  if (/^(?:\xef\xbb\xbf)?\s*</.test(head) || head.startsWith('\xff\xfe') || head.startsWith('\xfe\xff'))
    return verifyXml(bytes, {
      ...options,
      files: beside.map(({ name, bytes: given }) => ({ uri: name, bytes: given })),
    })
  if (bytes[0] === 0x30 || head.startsWith('-----BEGIN ')) {
    const [content] = beside
    return verifyCms(bytes, { ...options, ...(content ? { content: content.bytes } : {}) })
  }
  return {
    format: 'cms',
    checkedAt: options.at.toISOString(),
    overall: 'unreadable',
    reasons: [
      because(bytes.length === 0 ? 'file.empty' : head.startsWith('PK\x03\x04') ? 'file.container' : 'file.other-kind'),
    ],
    signatures: [],
    renewBefore: null,
  }
}

/** The verdict on a file that who asks may read: as kept, or made now where the trust list has changed since, or where it is over another. @throws request.not-found */
export async function verdictOn(
  asMe: AsMe,
  files: FileStore,
  house: SigningHouse,
  sha256: string,
  over?: string,
): Promise<Verification> {
  const { kept, trust } = await asMe(async (tx) => {
    const asked = [sha256, ...(over ? [over] : [])]
    const found = await tx.selectFrom('file').where('sha256', 'in', asked).select('sha256').execute()
    if (found.length < new Set(asked).size) throw refuse('request.not-found')
    if (over) return { kept: undefined, trust: await readTrustStore(tx) }
    const { rows } = await sql<{ verification: Verification }>`
      select verification from file_verdict where sha256 = ${sha256} and trusted_at = app.trusted_at()
         -- What an authority did not answer at that moment it may answer now.
         and (overall <> 'attention' or checked_at > app.now() - interval '1 hour')`.execute(tx)
    return { kept: rows[0]?.verification, trust: rows[0] ? null : await readTrustStore(tx) }
  })
  if (kept || !trust) return kept as Verification
  const beside = over ? [{ name: '', bytes: await files.readAll(over, largest) }] : []
  const options = {
    trust: trust.trust,
    at: clock.now(),
    ...(house.revocation ? { revocationSource: house.revocation } : {}),
  }
  const found = await verifyFile(await files.readAll(sha256, largest), options, beside)
  // What is said of two files together is no fact about one of them.
  if (!over) await asMe((tx) => keepVerdict(tx, sha256, found, trust.at))
  return found
}

/** The verdict on bytes from outside; nothing is kept. */
export async function verdictOutside(
  asMe: AsMe,
  house: SigningHouse,
  bytes: Buffer,
  beside: Beside[],
): Promise<Verification> {
  const { trust } = await asMe((tx) => readTrustStore(tx))
  const options = { trust, at: clock.now(), ...(house.revocation ? { revocationSource: house.revocation } : {}) }
  return verifyFile(bytes, options, beside)
}

async function keepVerdict(tx: Tx | Database, sha256: string, found: Verification, at: string): Promise<void> {
  await sql`
    insert into file_verdict (sha256, trusted_at, overall, renew_before, verification)
    values (${sha256}, ${at}::timestamptz, ${found.overall}, ${found.renewBefore}, ${JSON.stringify(found)})
    on conflict (sha256) do update set trusted_at = excluded.trusted_at, checked_at = app.now(), overall = excluded.overall,
      renew_before = excluded.renew_before, verification = excluded.verification`.execute(tx)
}

/** Makes the verdict on a file for nobody in particular, and keeps it. */
export async function verdictFor(
  works: { worker: Database; files: FileStore },
  house: SigningHouse,
  sha256: string,
): Promise<void> {
  const { trust, at } = await readTrustStore(works.worker)
  const found = await verifyFile(await works.files.readAll(sha256, largest), {
    trust,
    at: clock.now(),
    ...(house.revocation ? { revocationSource: house.revocation } : {}),
  })
  await keepVerdict(works.worker, sha256, found, at)
}

/** Makes verdicts again that were made from another state of the trust list. Answers how many. */
export async function recheckVerdicts(worker: Database, files: FileStore, house: SigningHouse): Promise<number> {
  let made = 0
  for (let after = ''; ; ) {
    const { rows } = await sql<{ sha256: string }>`
      select sha256 from file_verdict where trusted_at < app.trusted_at() and overall <> 'unsigned' and sha256 > ${after} order by sha256 limit 50`.execute(
      worker,
    )
    if (rows.length === 0) return made
    for (const { sha256 } of rows) {
      after = sha256
      // A file that is damaged or gone keeps its old verdict; the others go on, however many of these there are.
      const failed = await verdictFor({ worker, files }, house, sha256).catch((error: unknown) => error ?? true)
      if (!failed) made += 1
    }
  }
}
