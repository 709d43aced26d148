import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { demonstrationState, openDemonstrationAuthority, rolesOf } from './demonstration/index.ts'
import { openPartnersDoor } from './exchange/index.ts'
import { fillApart } from './fill-apart.ts'
import { housekeepingJobs, type Running } from './operations/index.ts'
import type { Settings } from './platform/config/index.ts'
import { openDatabase } from './platform/database/index.ts'
import { openCheckpointKey, sealJobs } from './platform/events/index.ts'
import { openFolderStore } from './platform/files/index.ts'
import { type App, createHttp, serveHealth, serveWeb, type Works } from './platform/http/index.ts'
import { openJobs } from './platform/jobs/index.ts'
import { openMailer } from './platform/mail/index.ts'
import { noteMail } from './platform/notifications/index.ts'
import { scimRoutes } from './platform/scim/index.ts'
import { openSealer, openSessions, signInRoutes } from './platform/sign-in/index.ts'
import { buildWeb, onAddress, openData, showProgress, tryPort, webFolder } from './platform/start/index.ts'
import { openHouse } from './signing/index.ts'

/** Wires database, files, mail, jobs and modules, and listens. Everything that was opened is closed again where a later step fails. */
export async function serveProgram(settings: Settings, tell: (error: Error, about: string) => void): Promise<Running> {
  const progress = showProgress(6)
  const closing: (() => Promise<unknown> | unknown)[] = []
  let stopping = false
  const report: typeof tell = (error, about) => {
    // The database takes leave of connections that are just being closed; that is no news.
    if (!stopping || (error as { code?: string }).code !== '57P01') tell(error, about)
  }
  const stop = async () => {
    stopping = true
    for (const close of closing.splice(0).reverse())
      await Promise.resolve(close()).catch((error) => report(error, 'stopping'))
  }
  try {
    await tryPort(settings)
    // The modules are read while PostgreSQL starts.
    const modules = Promise.all([import('./modules.ts'), import('./workers.ts')])
    modules.catch(() => {})
    const data = await openData(settings, progress, (what) => report(new Error(what), 'database'))
    closing.push(() => data.close())
    const files = await openFolderStore(`${data.folder}/files`)

    const [{ serveModules }, { workModules }] = await modules

    // The web is built beside the loading, on another core.
    const web = settings.web ? buildWeb() : null
    web?.catch(() => {})
    progress.step('Tỉnh minh họa', 'Demonstration province')
    await fillApart(settings, data, progress)
    const demonstration = rolesOf(await demonstrationState(data.ownerUrl))

    const authority = demonstration ? await openDemonstrationAuthority(data.folder) : null
    const signing = openHouse(settings, authority && { authority })

    const pool = (url: string, name: string, max: number) => {
      const db = openDatabase({ url, name, max, onLost: (error) => report(error, `${name}’s connection`) })
      closing.push(() => db.destroy())
      return db
    }
    const db = pool(data.appUrl, 'mocban', 20)
    const worker = pool(data.workerUrl, 'mocban worker', 6)
    const signIn = pool(data.signInUrl, 'mocban sign-in', 4)
    const mail = openMailer({ url: settings.smtpUrl, from: settings.mailFrom })
    closing.push(() => mail.close())

    const jobs = openJobs({ workerUrl: data.workerUrl, report })
    const secrets = openSealer(data.secretKey)
    const messageKey = settings.messageKey ?? `${data.folder}/message-key.pem`
    const works: Works = {
      jobs,
      files,
      mail,
      worker,
      app: db,
      publicUrl: settings.publicUrl,
      ownUrl: `http://localhost:${settings.port}`,
      secrets,
      messageKey,
    }
    await noteMail(works)
    workModules(works, signing)
    housekeepingJobs(works)
    sealJobs(works, {
      key: await openCheckpointKey(data.folder, settings.checkpointKey),
      file: `${data.folder}/checkpoints.jsonl`,
    })

    const http = await createHttp({ logger: { level: settings.logLevel }, trustProxy: settings.trustProxy })
    const app: App = {
      http,
      db,
      sessions: openSessions(db),
      files,
      jobs,
      mail,
      publicUrl: settings.publicUrl,
      worker,
      secrets,
      messageKey,
    }
    signInRoutes(app, signIn, demonstration, {
      secretKey: data.secretKey,
      publicUrl: settings.publicUrl,
    })
    scimRoutes(app, signIn)
    serveHealth(app)
    serveModules(app, signing)

    progress.step('Giao diện web', 'Web')
    if (web) {
      await web
      await serveWeb(http, webFolder, { 'kiem-tra': 'kiem-tra.html' })
    }

    progress.step('Mở cổng', 'Listening')
    await jobs.start()
    closing.push(() => jobs.stop())
    closing.push(() => drain(http))
    await onAddress(settings, (host) => http.listen({ port: settings.port, host }))
    const door = settings.partnersDoor
    if (door)
      await onAddress({ ...settings, port: door.port }, async (host) => {
        const { close } = await openPartnersDoor(http, door, host)
        closing.push(close)
      })
    const address = `http://${settings.host === '::' ? 'localhost' : settings.host}:${(http.server.address() as AddressInfo).port}`
    progress.done()
    return { address, demonstration, stop }
  } catch (error) {
    progress.done()
    await stop()
    throw error
  }
}

/** Requests under way may end; streams that never end by themselves (the bell) are cut after a moment, and browsers come back. */
async function drain(http: FastifyInstance): Promise<void> {
  const cut = setTimeout(() => http.server.closeAllConnections(), 5000)
  await http.close().finally(() => clearTimeout(cut))
}
