import { z } from 'zod'
import { route } from './route.ts'
import { id, instant, text } from './values.ts'

/** A registration that somebody began: kept on the server while it is typed, so that nothing typed is lost. */
export const registrationDraft = z.object({
  id,
  /** Symbol and abstract as far as they were typed. */
  title: z.string(),
  updatedAt: instant,
  content: z.record(z.string(), z.unknown()),
})
export type RegistrationDraft = z.infer<typeof registrationDraft>

export const registrationDrafts = {
  list: route({
    method: 'GET',
    path: '/api/documents/registration-drafts',
    summary: 'Registrations that who asks began and did not finish',
    needs: 'register',
    response: z.array(registrationDraft.omit({ content: true })),
  }),
  read: route({
    method: 'GET',
    path: '/api/documents/registration-drafts/:id',
    summary: 'One begun registration, as it was left; null where there is none any more',
    needs: 'register',
    params: z.object({ id }),
    response: registrationDraft.nullable(),
  }),
  keep: route({
    method: 'PUT',
    path: '/api/documents/registration-drafts/:id',
    summary: 'Keep what was typed so far',
    needs: 'register',
    params: z.object({ id }),
    body: z.object({ title: text(300), content: z.record(z.string(), z.unknown()) }),
    response: z.object({}),
  }),
  drop: route({
    method: 'DELETE',
    path: '/api/documents/registration-drafts/:id',
    summary: 'Throw a begun registration away',
    needs: 'register',
    params: z.object({ id }),
    response: z.object({}),
  }),
}
