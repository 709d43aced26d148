import { z } from 'zod'
import { route } from './route.ts'
import { line, text } from './values.ts'

/** The terms in which training is told: levels, fields and kinds of certificates. */

export const trainingLevels = ['intermediate', 'college', 'university', 'master', 'doctor'] as const
/** A field of training (2 digits) or a group of it (4 digits) that a post's requirement accepts. */
export const fieldCode = z.string().regex(/^\d{2}(\d{2})?$/)
export const certificateCode = z.string().regex(/^[a-z0-9-]{2,40}$/)

export const trainingField = z.object({ code: z.string(), name: z.string(), nameEn: z.string(), nameUr: z.string() })
export type TrainingField = z.infer<typeof trainingField>
export const certificateKind = trainingField.extend({
  basis: z.string(),
  monthsValid: z.number().int().nullable(),
  covers: z.array(z.string()),
})
export type CertificateKind = z.infer<typeof certificateKind>

const names = { name: line(200), nameEn: line(200), nameUr: line(200) }
const done = z.object({})

export const staffingTerms = {
  terms: route({
    method: 'GET',
    path: '/api/organisation/staffing/terms',
    summary: 'Fields of training and kinds of certificates by their codes',
    needs: 'signed-in',
    response: z.object({ fields: z.array(trainingField), certificates: z.array(certificateKind) }),
  }),
  saveField: route({
    method: 'PUT',
    path: '/api/organisation/staffing/fields/:code',
    summary: 'Add a field of training or change its names; for the province’s administrators',
    needs: 'administer',
    params: z.object({ code: fieldCode }),
    body: z.object(names),
    response: done,
  }),
  saveCertificate: route({
    method: 'PUT',
    path: '/api/organisation/staffing/certificates/:code',
    summary: 'Add a kind of certificate or change it; for the province’s administrators',
    needs: 'administer',
    params: z.object({ code: certificateCode }),
    body: z.object({
      ...names,
      basis: text(200),
      monthsValid: z.number().int().min(1).max(600).nullable(),
      covers: z.array(certificateCode).max(20),
    }),
    response: done,
  }),
}
