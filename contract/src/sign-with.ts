import { z } from 'zod'
import { id } from './values.ts'

/** What unlocks a key: its PIN or password, and where it is kept by a service, the code that the holder received. Never kept, not even as a hash. */
export const unlock = z.object({ pin: z.string().min(1).max(200), otp: z.string().max(40).nullish() })
/** With which key, and what unlocks it. */
export const signWith = z.object({ keyId: id, unlock })
export type SignWith = z.infer<typeof signWith>
