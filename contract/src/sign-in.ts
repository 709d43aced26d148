import { z } from 'zod'
import { route } from './route.ts'
import { date, heldAs, id, instant, line } from './values.ts'

export const languages = ['vi', 'en', 'ur'] as const
export const themes = ['system', 'light', 'dark'] as const

/** A position one may act in: one's own, or one that was delegated for a time. */
export const standing = z.object({
  positionId: id,
  delegationId: id.nullable(),
  title: z.string(),
  unitName: z.string(),
  agencyName: z.string(),
  /** Whom one acts for. */
  actingForName: z.string().nullable(),
  /** How it is held: by oneself, or by whom one acts for. */
  heldAs,
  /** The last day on which one may act in it, where that is known. */
  lastDay: date.nullable(),
  /** To whose work and to which types of documents that is limited, by name, where it is. */
  units: z.array(z.string()),
  types: z.array(z.string()),
})

/** Who is signed in, acting in which position. */
export const me = z.object({
  personId: id,
  fullName: z.string(),
  userName: z.string(),
  language: z.enum(languages),
  theme: z.enum(themes),
  positionId: id,
  positionTitle: z.string(),
  unitId: id,
  unitName: z.string(),
  agencyId: id,
  agencyName: z.string(),
  capabilities: z.array(z.string()),
  leads: z.boolean(),
  actingForName: z.string().nullable(),
  /** The delegation one acts by. */
  delegationId: id.nullable(),
  standings: z.array(standing),
})
export type Me = z.infer<typeof me>

/** How a session began. */
export const methods = ['password', 'demonstration', 'passkey', 'provider', 'client'] as const

export const sessionRow = z.object({
  id: z.string(),
  startedAt: instant,
  lastSeenAt: instant,
  device: z.string(),
  address: z.string(),
  /** Signed in from the same address as this session. */
  sameAddress: z.boolean(),
  method: z.enum(methods),
  current: z.boolean(),
})

/** How one may prove again who one is. */
export const ways = ['password', 'code', 'passkey', 'demonstration'] as const

/** What bounds sessions; the province's bounds bind every agency, which may be stricter. */
export const sessionRule = z.object({
  /** A session ends after so long without use. */
  idleMinutes: z.number().int().min(5).max(720),
  /** And so long after it began, used or not. */
  absoluteHours: z.number().int().min(1).max(168),
  /** For so long what cannot be undone asks for no further proof. */
  freshMinutes: z.number().int().min(1).max(720),
})
export type SessionRule = z.infer<typeof sessionRule>

export const steps = ['second-factor', 'new-password', 'set-up-second-factor'] as const

/** Signed in, or what is wanted next and the ticket for it. */
export const signInAnswer = z.object({
  /** Null while a step is still wanted. */
  personId: id.nullable(),
  next: z
    .object({
      step: z.enum(steps),
      ticket: z.string(),
      /** What the second factor may be. */
      ways: z.array(z.enum(['code', 'passkey'])),
    })
    .nullable(),
})
export type SignInAnswer = z.infer<typeof signInAnswer>
export const ticket = z.string().max(100)
const newPassword = z.string().min(1).max(200)

export const signIn = {
  /** Before sign-in: is this a demonstration, and with which roles. */
  welcome: route({
    method: 'GET',
    path: '/api/welcome',
    summary: 'What the sign-in page shows: whether this is a demonstration, and its roles',
    needs: 'anyone',
    response: z.object({
      /** Identity providers through which one may sign in. */
      providers: z.array(z.object({ id, name: z.string() })),
      demonstration: z
        .array(
          z.object({
            userName: z.string(),
            title: z.object({ vi: z.string(), en: z.string(), ur: z.string() }),
            agency: z.object({ vi: z.string(), en: z.string(), ur: z.string() }),
          }),
        )
        .nullable(),
    }),
  }),
  signIn: route({
    method: 'POST',
    path: '/api/session',
    summary: 'Sign in with name and password; sets the session cookie',
    needs: 'anyone',
    body: z.object({ userName: line(100), password: z.string().min(1).max(200) }),
    response: signInAnswer,
  }),
  demonstrate: route({
    method: 'POST',
    path: '/api/session/demonstration',
    summary: 'Sign in as a role of the demonstration province; exists only there',
    needs: 'anyone',
    body: z.object({ userName: line(100) }),
    response: signInAnswer,
  }),
  choosePassword: route({
    method: 'POST',
    path: '/api/session/new-password',
    summary: 'Choose an own password in place of one that somebody else knows, and go on signing in',
    needs: 'anyone',
    body: z.object({ ticket, next: newPassword }),
    response: signInAnswer,
  }),
  signOut: route({
    method: 'DELETE',
    path: '/api/session',
    summary: 'End this session; where it came through an identity provider, answers where to sign out there as well',
    needs: 'anyone',
    response: z.object({ address: z.string().nullable() }),
  }),
  me: route({
    method: 'GET',
    path: '/api/session',
    summary: 'Who is signed in, acting in which position',
    needs: 'signed-in',
    response: me,
  }),
  actIn: route({
    method: 'PUT',
    path: '/api/session/standing',
    summary: 'Act in another of one’s positions, or for somebody who delegated theirs',
    needs: 'signed-in',
    body: z.object({ positionId: id, delegationId: id.nullish() }),
    response: z.object({}),
  }),
  goOn: route({
    method: 'POST',
    path: '/api/session/own-post',
    summary:
      'Go on in one’s own post, where the delegation or post has ended in which the session was (session.standing-ended)',
    needs: 'anyone',
    response: z.object({}),
  }),
  preferences: route({
    method: 'PUT',
    path: '/api/session/preferences',
    summary: 'One’s own language and theme',
    needs: 'signed-in',
    body: z.object({ language: z.enum(languages).optional(), theme: z.enum(themes).optional() }),
    response: z.object({}),
  }),
  changePassword: route({
    method: 'PUT',
    path: '/api/session/password',
    summary: 'Change one’s own password; other sessions end',
    needs: 'signed-in',
    body: z.object({ current: z.string().min(1).max(200), next: newPassword }),
    response: z.object({}),
  }),
  sessions: route({
    method: 'GET',
    path: '/api/sessions',
    summary: 'Where one is signed in',
    needs: 'signed-in',
    response: z.array(sessionRow),
  }),
  endSession: route({
    method: 'DELETE',
    path: '/api/sessions/:id',
    summary: 'End one of one’s sessions, or `others` for all but this',
    needs: 'signed-in',
    params: z.object({ id: z.string().max(100) }),
    response: z.object({}),
  }),
  waysToProve: route({
    method: 'GET',
    path: '/api/session/proof',
    summary: 'How one may prove again who one is, before what cannot be undone',
    needs: 'signed-in',
    response: z.object({ ways: z.array(z.enum(ways)), fresh: z.boolean() }),
  }),
  prove: route({
    method: 'PUT',
    path: '/api/session/proof',
    summary: 'Prove again who one is; what cannot be undone may then be done for a while',
    needs: 'signed-in',
    body: z.discriminatedUnion('way', [
      z.object({ way: z.literal('password'), password: z.string().min(1).max(200) }),
      z.object({ way: z.literal('code'), code: z.string().min(1).max(40) }),
      z.object({
        way: z.literal('passkey'),
        ticket: z.string().max(100),
        response: z.record(z.string(), z.unknown()),
      }),
      z.object({ way: z.literal('demonstration') }),
    ]),
    response: z.object({}),
  }),
  rule: route({
    method: 'GET',
    path: '/api/session-rule',
    summary: 'How long sessions of one’s agency may rest and last, what it set itself, and what the province bounds',
    needs: 'signed-in',
    response: z.object({ holds: sessionRule, own: sessionRule.nullable(), bounds: sessionRule, forAll: z.boolean() }),
  }),
  setRule: route({
    method: 'PUT',
    path: '/api/session-rule',
    summary: 'Set how long sessions may rest and last; by the province’s administrator for all agencies',
    needs: 'administer',
    fresh: true,
    body: sessionRule,
    response: z.object({}),
  }),
}
