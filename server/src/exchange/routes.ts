import { Readable } from 'node:stream'
import { exchange } from '@mocban/contract/exchange'
import { type App, refuse, serveLong } from '../platform/http/index.ts'
import { receiveMessage } from './receiving/receive-message.ts'

export function exchangeRoutes(app: App): void {
  // Messages go to the disk as they come.
  app.http.addContentTypeParser('application/edxml', (_request, payload, done) => done(null, payload))
  serveLong(app, exchange.receive, async ({ asMe, request }) => {
    const actor = await asMe(async (_, who) => who)
    if (!(request.body instanceof Readable)) throw refuse('request.invalid', { what: 'application/edxml' })
    return receiveMessage(app, actor, request.body)
  })
}
