import { exchange } from '@mocban/contract/exchange'
import { type App, languageOf, refuse, serve, serveLong } from '../platform/http/index.ts'
import { toPem } from '../signing/index.ts'
import { addAgency, addCertificate, changeAgency, endCertificate, findAgencies } from './directory/directory.ts'
import { exportAgencies, importAgencies } from './directory/directory-table.ts'
import { addGroup, changeGroup, listGroups, removeGroup } from './directory/keep-groups.ts'
import { addWay, changeWay, listWays } from './directory/keep-ways.ts'
import { openMessageKey } from './messages/message-key.ts'
import { checkCaller } from './receiving/partners-door.ts'
import { receiveBundle, receiveMessage } from './receiving/receive-message.ts'
import { takeIn } from './receiving/take-in.ts'
import { decide } from './screen/decide.ts'
import { explainMessage } from './screen/explain.ts'
import { listMessages, readTraffic } from './screen/list-messages.ts'
import { readContent, readKept, showMessage } from './screen/read-one.ts'

export function exchangeRoutes(app: App): void {
  receivingRoutes(app)
  screenRoutes(app)
  directoryRoutes(app)
}

function receivingRoutes(app: App): void {
  app.http.addHook('onRequest', async (request) => checkCaller(request))
  // Messages go to the disk as they come.
  app.http.addContentTypeParser('application/edxml', (_request, payload, done) => done(null, payload))
  serveLong(app, exchange.receive, ({ asMe, standing, request }) =>
    receiveMessage(app, JSON.stringify(standing), asMe, request),
  )
  app.http.addContentTypeParser('application/edxml-bundle', (_request, payload, done) => done(null, payload))
  serveLong(app, exchange.receiveMany, ({ asMe, standing, request }) =>
    receiveBundle(app, JSON.stringify(standing), asMe, request),
  )
  /** The uploaded file, of whom it is to read. */
  const uploaded = (asMe: Parameters<Parameters<typeof serveLong>[2]>[0]['asMe'], sha256: string) =>
    asMe(async (tx) => {
      const file = await tx
        .selectFrom('file')
        .select(['sha256', 'size'])
        .where('sha256', '=', sha256)
        .executeTakeFirst()
      if (!file) throw refuse('document.files-unknown')
      return file
    })
  serveLong(app, exchange.explain, async ({ asMe, body, request }) => {
    const { sha256 } = await uploaded(asMe, body.sha256)
    return explainMessage(app, sha256, languageOf(request))
  })
  serveLong(app, exchange.takeIn, async ({ asMe, body }) => {
    const taken = await takeIn(app, { ...(await uploaded(asMe, body.sha256)), wayId: null })
    if (taken.outcome === 'refused') throw taken.refusal
    return taken
  })
}

function screenRoutes(app: App): void {
  serve(app, exchange.traffic, ({ tx, request }) => readTraffic(tx, languageOf(request)))
  serve(app, exchange.list, ({ tx, query, request }) => listMessages(tx, query, languageOf(request)))
  serveLong(app, exchange.read, async ({ asMe, params, request }) =>
    showMessage(await asMe((tx) => readKept(tx, params.id)), app.files, languageOf(request)),
  )
  serveLong(app, exchange.content, async ({ asMe, params }) =>
    readContent((await asMe((tx) => readKept(tx, params.id))).kept, app.files),
  )
  serveLong(app, exchange.original, async ({ asMe, params, reply }) => {
    const { kept } = await asMe((tx) => readKept(tx, params.id))
    if (!kept.sha256) throw refuse('request.not-found')
    return reply
      .type('application/octet-stream')
      .header('content-disposition', `attachment; filename="${params.id}.edxml"`)
      .send(await app.files.read(kept.sha256))
  })
  serve(app, exchange.resend, ({ tx, actor, params }) => decide(tx, actor, params.id, 'resend'))
  serve(app, exchange.otherwise, ({ tx, actor, params, body }) => decide(tx, actor, params.id, 'otherwise', body.note))
}

function directoryRoutes(app: App): void {
  serve(app, exchange.agencies, ({ tx, query }) => findAgencies(tx, query))
  serve(app, exchange.addAgency, ({ tx, actor, body }) => addAgency(tx, actor, body))
  serve(app, exchange.changeAgency, ({ tx, actor, params, body }) => changeAgency(tx, actor, params.id, body))
  serve(app, exchange.addCertificate, ({ tx, actor, params, body }) => addCertificate(tx, actor, params.id, body.pem))
  serve(app, exchange.endCertificate, ({ tx, actor, params }) =>
    endCertificate(tx, actor, params.id, params.fingerprint),
  )
  serve(app, exchange.importAgencies, ({ tx, actor, body }) => importAgencies(tx, actor, body))
  serveLong(app, exchange.exportAgencies, async ({ asMe, query, reply }) =>
    reply
      .type(
        query.format === 'csv'
          ? 'text/csv; charset=utf-8'
          : 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      )
      .header('content-disposition', `attachment; filename="exchange-directory.${query.format}"`)
      .send(await asMe((tx) => exportAgencies(tx, query.format))),
  )
  serve(app, exchange.ways, ({ tx, request }) => listWays(tx, languageOf(request)))
  serveLong(app, exchange.certificate, async ({ asMe, reply }) => {
    await asMe(async () => {})
    if (!app.messageKey) throw refuse('request.not-found')
    const { certificate } = await openMessageKey(app.messageKey)
    return reply
      .type('application/x-pem-file')
      .header('content-disposition', 'attachment; filename="mocban-certificate.pem"')
      .send(toPem(certificate))
  })
  serve(app, exchange.addWay, ({ tx, actor, body }) => addWay(tx, actor, app.secrets, body))
  serve(app, exchange.changeWay, ({ tx, actor, params, body }) => changeWay(tx, actor, app.secrets, params.id, body))
  serve(app, exchange.groups, ({ tx, actor }) => listGroups(tx, actor))
  serve(app, exchange.addGroup, ({ tx, actor, body }) => addGroup(tx, actor, body))
  serve(app, exchange.changeGroup, ({ tx, actor, params, body }) => changeGroup(tx, actor, params.id, body))
  serve(app, exchange.removeGroup, ({ tx, actor, params, query }) => removeGroup(tx, actor, params.id, query.version))
}
