import type { FastifyRequest } from 'fastify'
import type { Database } from '../database/index.ts'
import type { App } from '../http/index.ts'
import type { Sealer } from './sealer.ts'

/** A role that the sign-in page of a demonstration offers with one click. */
export interface DemonstrationRole {
  userName: string
  title: { vi: string; en: string; ur: string }
  agency: { vi: string; en: string; ur: string }
}

/** What every part of signing in works with. */
export interface SignInHouse {
  app: App
  /** The pool of `mocban_sign_in`: the only one that reads credentials. */
  signIn: Database
  /** Null where the data is real. */
  demonstration: readonly DemonstrationRole[] | null
  /** Seals what the database keeps of secrets. */
  sealer: Sealer
  /** How people reach the program, where it does not see it in a request. */
  publicUrl?: string | undefined
}

/** How people reach the program. */
export const originOf = ({ publicUrl }: SignInHouse, request: FastifyRequest): string =>
  new URL(publicUrl ?? `${request.protocol}://${request.host}`).origin
