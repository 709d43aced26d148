import pg from 'pg'
import { demonstrationPin, readCertificate } from '../../signing/index.ts'
import type { DemonstrationSigner } from './demonstration-signer.ts'
import { signaturePicture } from './pictures.ts'

/** Those who sign, and whose agencies put seals. */
const holders = ['khaild', 'binhttt', 'chinhhd', 'quangdm', 'thanhgv', 'toannk', 'nghiadh', 'lamvv']

interface HolderRow {
  id: string
  full_name: string
  title: string
  agency_id: string
  agency_name: string
}

/** Gives the demonstration's leaders their keys and signatures, their agencies their seals, and lets the installation trust their authority. */
export async function giveKeys(ownerUrl: string, signer: DemonstrationSigner): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query('begin')
    const { rows } = await client.query<HolderRow>(
      `select distinct on (p.id) p.id, p.full_name, q.title, u.agency_id, a.name as agency_name
         from person p join appointment x on x.person_id = p.id join position q on q.id = x.position_id
         join unit_now u on u.id = q.unit_id join unit_now a on a.id = u.agency_id
        where p.user_name = any ($1) order by p.id, x.valid desc`,
      [holders],
    )
    const agencies = new Map<string, string>()
    for (const row of rows) {
      const issued = await signer.keyOf('person', row.full_name, row.agency_name, row.title)
      await addKey(client, 'person_id', row.id, row.full_name, issued, row.id)
      await addPicture(client, 'person_id', row.id, signaturePicture(row.full_name))
      agencies.set(row.agency_id, row.agency_name)
    }
    for (const [agencyId, name] of agencies) {
      const by = rows.find((row) => row.agency_id === agencyId)
      await addKey(client, 'agency_id', agencyId, `Con dấu ${name}`, await signer.keyOf('seal', name), by?.id ?? '')
      await addPicture(client, 'agency_id', agencyId, signer.sealOf(name))
    }
    for (const [certificate, purposes] of [
      [signer.authority.root, ['signing', 'timestamping']],
      [signer.authority.issuing, []],
    ] as const) {
      const facts = readCertificate(certificate)
      await client.query(
        'insert into trust_anchor (certificate, fingerprint, name, purposes, why) values ($1, $2, $3, $4, $5)',
        [Buffer.from(certificate), facts.fingerprint, facts.name, purposes, 'Cơ quan chứng thực của tỉnh minh họa'],
      )
    }
    await client.query('commit')
  } finally {
    await client.end()
  }
}

type Owner = 'person_id' | 'agency_id'
async function addKey(
  client: pg.Client,
  owner: Owner,
  id: string,
  label: string,
  issued: Awaited<ReturnType<DemonstrationSigner['keyOf']>>,
  addedBy: string,
): Promise<void> {
  await client.query(
    `insert into signing_key (${owner}, kind, label, certificate, pkcs12, added_by, place) values ($1, 'pkcs12', $2, $3, $4, $5, '{"demonstration": true}')`,
    [id, label, Buffer.from(issued.certificate), Buffer.from(issued.pkcs12(demonstrationPin)), addedBy],
  )
}
async function addPicture(client: pg.Client, owner: Owner, id: string, picture: Buffer): Promise<void> {
  await client.query(`insert into signing_picture (${owner}, picture) values ($1, $2)`, [id, picture])
}
