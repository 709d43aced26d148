import { passkeys } from '@mocban/contract/passkeys'
import type { SignInAnswer } from '@mocban/contract/sign-in'
import { call } from '../shell/client.ts'

type Given = Record<string, unknown>
// What the device's answer is made with is read only when somebody uses a passkey.
const device = () => import('@simplewebauthn/browser')

/** Whether this browser, on this address, can use passkeys. */
export const passkeysWork = (): boolean => window.isSecureContext && 'PublicKeyCredential' in window

/** The person turned away from the device's question. */
export const turnedAway = (error: unknown): boolean => /NotAllowedError|AbortError/.test((error as Error)?.name ?? '')

/** Asks this device for a passkey; with the ticket of a step, for the second factor. */
export async function answerByPasskey(step?: string): Promise<{ ticket: string; response: Given }> {
  const { ticket, options } = await call(passkeys.ask, { body: step ? { ticket: step } : {} })
  const { startAuthentication } = await device()
  const response = await startAuthentication({ optionsJSON: options as never })
  return { ticket, response: { ...response } }
}

export async function signInByPasskey(step?: string): Promise<SignInAnswer> {
  const answer = await answerByPasskey(step)
  return call(passkeys.signIn, { body: { ...answer, ...(step ? { step } : {}) } })
}

/** Makes a passkey on this device and keeps it. */
export async function makePasskey(name: string): Promise<void> {
  const { ticket, options } = await call(passkeys.begin, { body: {} })
  const { startRegistration } = await device()
  const response = await startRegistration({ optionsJSON: options as never })
  await call(passkeys.add, { body: { ticket, name, response: { ...response } } })
}
