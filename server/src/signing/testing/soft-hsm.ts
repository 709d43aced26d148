import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseCertificate } from '../certificates/certificate.ts'
import { toPem } from '../certificates/pem.ts'
import type { Pkcs11Place } from '../keys/pkcs11.ts'

export const softHsmModule =
  ['/usr/lib/softhsm/libsofthsm2.so', '/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so'].find(existsSync) ??
  'libsofthsm2.so'

/** The package is optional: it is built where there is a compiler. */
export const hasPkcs11 = await import('pkcs11js').then(
  () => true,
  () => false,
)

export interface SoftHsm {
  place(label: string, pin?: string): Pkcs11Place
  /** Puts a key and its certificates in. */
  put(label: string, given: { privateKey: Uint8Array; certificates: Uint8Array[] }): Promise<void>
  remove(): void
}

/** A token of SoftHSM in a folder of its own, or in the one that a program was told of; it stands for a card or an HSM. One a process, for the library keeps what it has read. */
export function makeSoftHsm(
  token = 'Mộc Bản thử',
  pin = '246810',
  folder = mkdtempSync(join(tmpdir(), 'soft-hsm-')),
): SoftHsm {
  mkdirSync(join(folder, 'tokens'), { recursive: true })
  writeFileSync(
    join(folder, 'softhsm2.conf'),
    `directories.tokendir = ${join(folder, 'tokens')}\nobjectstore.backend = file\nlog.level = ERROR\n`,
  )
  process.env.SOFTHSM2_CONF = join(folder, 'softhsm2.conf')
  const run = (...given: string[]) => execFileSync('softhsm2-util', [...given], { stdio: 'pipe' })
  run('--init-token', '--free', '--label', token, '--so-pin', '13579135', '--pin', pin)
  let next = 1
  return {
    place: (label, given = pin) => ({ module: softHsmModule, token, label, pin: given }),
    async put(label, { privateKey, certificates }) {
      const file = join(folder, 'key.pem')
      writeFileSync(file, toPem(privateKey, 'PRIVATE KEY'), { mode: 0o600 })
      const id = String(next++).padStart(4, '0')
      run('--import', file, '--token', token, '--label', label, '--id', id, '--pin', pin)
      rmSync(file)
      await putCertificates(
        token,
        pin,
        certificates.map((bytes, i) => ({ bytes, label, id: i === 0 ? id : `f${id.slice(1)}0${i}` })),
      )
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

async function putCertificates(
  token: string,
  pin: string,
  given: { bytes: Uint8Array; label: string; id: string }[],
): Promise<void> {
  const library = await import('pkcs11js')
  const pkcs11 = new library.PKCS11()
  pkcs11.load(softHsmModule)
  try {
    pkcs11.C_Initialize()
  } catch (error) {
    if ((error as { code?: number }).code !== library.CKR_CRYPTOKI_ALREADY_INITIALIZED) throw error
  }
  const slot = pkcs11.C_GetSlotList(true).find((one) => pkcs11.C_GetTokenInfo(one).label.trim() === token)!
  const session = pkcs11.C_OpenSession(slot, library.CKF_SERIAL_SESSION | library.CKF_RW_SESSION)
  pkcs11.C_Login(session, library.CKU_USER, pin)
  for (const { bytes, label, id } of given)
    pkcs11.C_CreateObject(session, [
      { type: library.CKA_CLASS, value: library.CKO_CERTIFICATE },
      { type: library.CKA_CERTIFICATE_TYPE, value: library.CKC_X_509 },
      { type: library.CKA_TOKEN, value: true },
      { type: library.CKA_PRIVATE, value: false },
      { type: library.CKA_LABEL, value: label },
      { type: library.CKA_ID, value: Buffer.from(id.padEnd(id.length + (id.length % 2), '0'), 'hex') },
      { type: library.CKA_SUBJECT, value: Buffer.from(parseCertificate(bytes).subjectDer) },
      { type: library.CKA_VALUE, value: Buffer.from(bytes) },
    ])
  pkcs11.C_Logout(session)
  pkcs11.C_CloseSession(session)
}
