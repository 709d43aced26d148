import { z } from 'zod'
import { registrationDraft, registrationDrafts } from './registration-drafts.ts'
import { route } from './route.ts'
import { id } from './values.ts'

/** A document that somebody drafts and has not saved yet: kept on the server while it is typed. */
export const begunDrafts = {
  list: route({
    method: 'GET',
    path: '/api/documents/begun-drafts',
    summary: 'Documents that who asks began to draft and did not save',
    needs: 'draft',
    response: registrationDrafts.list.response,
  }),
  read: route({
    method: 'GET',
    path: '/api/documents/begun-drafts/:id',
    summary: 'One begun draft, as it was left; null where there is none',
    needs: 'draft',
    params: z.object({ id }),
    response: registrationDraft.nullable(),
  }),
  keep: route({
    method: 'PUT',
    path: '/api/documents/begun-drafts/:id',
    summary: 'Keep what was typed so far',
    needs: 'draft',
    params: z.object({ id }),
    body: registrationDrafts.keep.body,
    response: z.object({}),
  }),
  drop: route({
    method: 'DELETE',
    path: '/api/documents/begun-drafts/:id',
    summary: 'Throw a begun draft away',
    needs: 'draft',
    params: z.object({ id }),
    response: z.object({}),
  }),
}
