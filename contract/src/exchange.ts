import { z } from 'zod'
import { route } from './route.ts'
import { id } from './values.ts'

/** Exchange of documents with systems outside the province (QCVN 102:2016/BTTTT, Decision 28/2018). */

export const exchange = {
  receive: route({
    method: 'POST',
    path: '/api/exchange/messages',
    summary: 'Bring an edXML message, as application/edxml; brought again, it is answered the same and taken in once',
    needs: 'exchange',
    response: z.object({ outcome: z.enum(['taken', 'repeated']), messageIds: z.array(id) }),
    transaction: false,
  }),
}
