/// <reference path="./pkcs11js.d.ts" />
import { createHmac, randomBytes } from 'node:crypto'
import type { PKCS11 } from 'pkcs11js'
import { RefusalError, refuse } from '../../platform/http/index.ts'
import { digest, digestAlgorithm, nodeHash } from '../certificates/algorithms.ts'
import { type Certificate, tryCertificate } from '../certificates/certificate.ts'
import { octetString, sequence } from '../certificates/der.ts'
import { toSequence } from '../certificates/ecdsa-value.ts'
import { checkedKey } from './checked-key.ts'
import { chainAbove } from './key-from-material.ts'
import type { Hash, SigningKey } from './signing-key.ts'

export interface Pkcs11Place {
  /** The library of the card or HSM. */
  module: string
  /** The label of its token. */
  token: string
  /** The label of the key and its certificate. */
  label: string
  pin: string
}

type Library = typeof import('pkcs11js')
interface Device {
  library: Library
  pkcs11: PKCS11
  /** Who is signed in to each token, so that a second one needs the same PIN: the device asks only the first. */
  signedIn: Map<string, { pin: string; users: number }>
}
const devices = new Map<string, Promise<Device>>()
const secret = randomBytes(32)
const mark = (pin: string) => createHmac('sha256', secret).update(pin).digest('hex')

/**
 * A key on a card or in an HSM, through PKCS#11; it never leaves it. Where the token was pulled out amid many signatures, those asked for after it is back are made.
 * @throws signing.device-unavailable, signing.pin-wrong, signing.pin-locked, signing.key-not-found
 */
export async function openPkcs11(place: Pkcs11Place): Promise<SigningKey> {
  const first = await openOrAfresh(place)
  let current = Promise.resolve(first)
  const again = async (used: Promise<SigningKey>) => {
    await (await used.catch(() => null))?.close?.()
    return openOrAfresh(place)
  }
  return checkedKey({
    ...first,
    async sign(data, hash) {
      const used = current
      try {
        return await (await used).sign(data, hash)
      } catch (error) {
        if (!isUnavailable(error)) throw error
        if (current === used) current = again(used)
        return (await current).sign(data, hash)
      }
    },
    close: async () => (await current.catch(() => null))?.close?.(),
  })
}

const isUnavailable = (error: unknown) => error instanceof RefusalError && error.code === 'signing.device-unavailable'

async function openOrAfresh(place: Pkcs11Place): Promise<SigningKey> {
  try {
    return await openOnce(place)
  } catch (error) {
    if (!isUnavailable(error) || !(await beginAfresh(place.module))) throw error
    return openOnce(place)
  }
}

/** After a token was pulled out, or a line broke, some libraries know only what is no more: where nobody is at one, it is loaded again. */
async function beginAfresh(module: string): Promise<boolean> {
  const device = await devices.get(module)?.catch(() => null)
  if (!device || device.signedIn.size > 0) return false
  devices.delete(module)
  try {
    device.pkcs11.C_Finalize()
  } catch {
    // It may be gone altogether.
  }
  return true
}

async function openOnce(place: Pkcs11Place): Promise<SigningKey> {
  const device = await openDevice(place.module)
  const { pkcs11, library } = device
  return speaking(library, place.token, () => {
    const slot = pkcs11.C_GetSlotList(true).find((one) => pkcs11.C_GetTokenInfo(one).label.trim() === place.token)
    if (!slot) throw refuse('signing.device-unavailable', { because: place.token })
    const session = pkcs11.C_OpenSession(slot, library.CKF_SERIAL_SESSION)
    let isIn = false
    try {
      signIn(device, session, place)
      isIn = true
      return keyIn(device, session, place)
    } catch (error) {
      leave(device, session, isIn ? place.token : null)
      throw error
    }
  })
}

function openDevice(module: string): Promise<Device> {
  const known = devices.get(module)
  if (known) return known
  const opened = loadDevice(module)
  devices.set(module, opened)
  // A reader that was not plugged in may be there the next time.
  opened.catch(() => devices.delete(module))
  return opened
}

async function loadDevice(module: string): Promise<Device> {
  try {
    const imported = await import('pkcs11js')
    const library = (imported.default ?? imported) as Library
    const pkcs11 = new library.PKCS11()
    pkcs11.load(module)
    initialize(pkcs11, library)
    return { library, pkcs11, signedIn: new Map() }
  } catch (error) {
    throw refuse('signing.device-unavailable', { because: (error as Error).message })
  }
}

function initialize(pkcs11: PKCS11, library: Library): void {
  try {
    pkcs11.C_Initialize()
  } catch (error) {
    if ((error as { code?: number }).code !== library.CKR_CRYPTOKI_ALREADY_INITIALIZED) throw error
  }
}

/** What the device refuses, in the words of the product. */
function speaking<T>(library: Library, token: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    const code = (error as { code?: number }).code
    if (typeof code !== 'number') throw error
    const wrong = [library.CKR_PIN_INCORRECT, library.CKR_PIN_INVALID, library.CKR_PIN_LEN_RANGE]
    if (wrong.includes(code)) throw refuse('signing.pin-wrong')
    if (code === library.CKR_PIN_LOCKED) throw refuse('signing.pin-locked')
    throw refuse('signing.device-unavailable', { because: `${token} (${(error as Error).message})` })
  }
}

function signIn({ pkcs11, library, signedIn }: Device, session: Buffer, place: Pkcs11Place): void {
  const held = signedIn.get(place.token)
  if (held && held.pin !== mark(place.pin)) throw refuse('signing.pin-wrong')
  try {
    pkcs11.C_Login(session, library.CKU_USER, place.pin)
  } catch (error) {
    if (!held || (error as { code?: number }).code !== library.CKR_USER_ALREADY_LOGGED_IN) throw error
  }
  signedIn.set(place.token, { pin: mark(place.pin), users: (held?.users ?? 0) + 1 })
}

/** The last session of a token signs out by being closed. */
function leave({ pkcs11, signedIn }: Device, session: Buffer, token: string | null): void {
  const held = token === null ? undefined : signedIn.get(token)
  if (held && --held.users <= 0) signedIn.delete(token!)
  try {
    pkcs11.C_CloseSession(session)
  } catch {
    // With its token the session went as well.
  }
}

function keyIn(device: Device, session: Buffer, place: Pkcs11Place): SigningKey {
  const { pkcs11, library } = device
  const certificates = find(device, session, [{ type: library.CKA_CLASS, value: library.CKO_CERTIFICATE }]).flatMap(
    (handle) => {
      const [value, id, label] = pkcs11.C_GetAttributeValue(session, handle, [
        { type: library.CKA_VALUE },
        { type: library.CKA_ID },
        { type: library.CKA_LABEL },
      ])
      const certificate = tryCertificate(value!.value as Buffer)
      return certificate ? [{ certificate, id: id!.value as Buffer, label: String(label!.value) }] : []
    },
  )
  const keys = find(device, session, [
    { type: library.CKA_CLASS, value: library.CKO_PRIVATE_KEY },
    { type: library.CKA_LABEL, value: place.label },
  ])
  for (const handle of keys) {
    const [id] = pkcs11.C_GetAttributeValue(session, handle, [{ type: library.CKA_ID }])
    const own = certificates.find((one) => one.id.equals(id!.value as Buffer) && !one.certificate.isIssuer)
    if (own)
      return signingKey(device, session, {
        handle,
        place,
        certificate: own.certificate,
        all: certificates.map((one) => one.certificate.der),
      })
  }
  throw refuse('signing.key-not-found', { label: place.label })
}

function find({ pkcs11 }: Device, session: Buffer, template: { type: number; value: number | string }[]): Buffer[] {
  pkcs11.C_FindObjectsInit(session, template)
  try {
    return pkcs11.C_FindObjects(session, 200)
  } finally {
    pkcs11.C_FindObjectsFinal(session)
  }
}

function signingKey(
  device: Device,
  session: Buffer,
  own: { handle: Buffer; place: Pkcs11Place; certificate: Certificate; all: Uint8Array[] },
): SigningKey {
  const { pkcs11, library } = device
  const { token } = own.place
  const isRsa = own.certificate.key.kind === 'RSA'
  const room = isRsa ? own.certificate.key.bits / 8 : 132
  let isOpen = true
  const signOne = async (data: Uint8Array, hash: Hash): Promise<Uint8Array> => {
    // The number of a session that was closed may be somebody else's by now.
    if (!isOpen) throw refuse('signing.device-unavailable', { because: token })
    const hashed = digest(nodeHash(hash), data)
    // The bare RSA of every card; what PKCS#1 puts before the digest is put here.
    const input = isRsa ? sequence(digestAlgorithmFor(hash), octetString(hashed)) : hashed
    const mechanism = { mechanism: isRsa ? library.CKM_RSA_PKCS : library.CKM_ECDSA }
    try {
      pkcs11.C_SignInit(session, mechanism, own.handle)
      const value = await pkcs11.C_SignAsync(session, input, Buffer.alloc(room))
      return isRsa ? value : toSequence(value)
    } catch (error) {
      return speaking(library, token, () => {
        throw error
      })
    }
  }
  // A session does one thing at a time.
  let last: Promise<unknown> = Promise.resolve()
  return {
    certificate: own.certificate.der,
    chain: chainAbove(own.certificate.der, own.all),
    algorithm: isRsa ? 'RSA-PKCS1' : 'ECDSA',
    sign(data, hash) {
      const next = last.then(() => signOne(data, hash))
      last = next.catch(() => undefined)
      return next
    },
    async close() {
      await last
      if (isOpen) leave(device, session, token)
      isOpen = false
    },
  }
}

const nothing = Buffer.from([5, 0])
const digestAlgorithmFor = (hash: Hash) => {
  const algorithm = digestAlgorithm(hash)
  return sequence(algorithm.subarray(2), nothing)
}
