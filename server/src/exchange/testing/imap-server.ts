import { spawn, spawnSync } from 'node:child_process'
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { connect as dial } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { freePort } from '../../platform/free-port.ts'

/** Mailboxes of a real mail server. */
export interface ImapServer {
  ports: { plain: number; tls: number }
  password: string
  /** Puts a mail into a mailbox, as the delivery of a mail server does. */
  deliver(user: string, mail: string | Buffer): Promise<void>
  /** How many mails lie in a folder. */
  count(user: string, folder?: string): Promise<number>
  /** Numbers a mailbox anew, as a restore from a backup does. */
  renumber(user: string): Promise<void>
  stop(): Promise<void>
}

/** Dovecot as an ordinary process with a folder and ports of its own, whoever runs it. `quotas` says how many bytes a mailbox may hold, none where it is 0. */
export async function startImapServer(
  quotas: Record<string, number>,
  certificate: { crt: string; key: string },
): Promise<ImapServer> {
  const folder = await mkdtemp(join(tmpdir(), 'mocban-imap-'))
  // Dovecot itself refuses to open mail as root.
  const owner = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : userInfo()
  const own = (path: string) => chown(path, owner.uid, owner.gid)
  const make = async (path: string) => {
    await mkdir(path, { recursive: true })
    await own(path)
  }
  await chmod(folder, 0o755)
  await make(join(folder, 'mail'))
  const password = 'mật khẩu "lạ" \\1'
  const ports = { plain: await freePort(), tls: await freePort() }
  await writeFile(join(folder, 'users'), usersFile(quotas, password, folder, owner))
  await writeFile(join(folder, 'dovecot.conf'), configuration(folder, ports, certificate, owner))
  const child = spawn('/usr/sbin/dovecot', ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'pipe' })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (said += part))
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const log = () => readFile(join(folder, 'log'), 'utf8').catch(() => '')
  await Promise.race([answers(ports.tls), ended]).catch(() => {})
  if (child.exitCode !== null) throw new Error(`dovecot: ${said} ${await log()}`)

  const boxOf = (user: string, name = 'INBOX') => join(folder, 'mail', user, name === 'INBOX' ? '' : `.${name}`)
  let delivered = 0
  return {
    ports,
    password,
    async deliver(user, mail) {
      const box = boxOf(user)
      await make(box)
      for (const part of ['tmp', 'new', 'cur']) await make(join(box, part))
      const name = `${Math.floor(Date.now() / 1000)}.M${String(++delivered).padStart(6, '0')}P${process.pid}.localhost`
      await writeFile(join(box, 'tmp', name), mail)
      await own(join(box, 'tmp', name))
      await rename(join(box, 'tmp', name), join(box, 'new', name))
    },
    async count(user, name) {
      const parts = await Promise.all(
        ['new', 'cur'].map((part) => readdir(join(boxOf(user, name), part)).catch(() => [])),
      )
      return parts.flat().length
    },
    async renumber(user) {
      const list = join(boxOf(user), 'dovecot-uidlist')
      const text = await readFile(list, 'utf8')
      await writeFile(
        list,
        text.replace(/ V(\d+)/, (_, number) => ` V${Number(number) + 1000}`),
      )
      for (const name of await readdir(boxOf(user)))
        if (name.startsWith('dovecot.index')) await rm(join(boxOf(user), name))
    },
    async stop() {
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const usersFile = (
  quotas: Record<string, number>,
  password: string,
  folder: string,
  { uid, gid }: { uid: number; gid: number },
) =>
  Object.entries(quotas)
    .map(
      ([user, bytes]) =>
        `${user}:{PLAIN}${password}:${uid}:${gid}::${folder}/mail/${user}::${bytes ? `userdb_quota_rule=*:bytes=${bytes}` : ''}\n`,
    )
    .join('')

const configuration = (
  folder: string,
  ports: ImapServer['ports'],
  certificate: { crt: string; key: string },
  owner: { uid: number; gid: number },
) => `
base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <${certificate.crt}
ssl_key = <${certificate.key}
disable_plaintext_auth = no
first_valid_uid = ${owner.uid}
first_valid_gid = ${owner.gid}
${
  process.getuid?.() === 0
    ? ''
    : `default_internal_user = ${userInfo().username}
default_login_user = ${userInfo().username}
default_internal_group = ${String(spawnSync('id', ['-gn']).stdout).trim()}`
}
mail_location = maildir:${folder}/mail/%u
mail_plugins = quota
auth_failure_delay = 0
service anvil {
  chroot =
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${ports.plain}
  }
  inet_listener imaps {
    port = ${ports.tls}
    ssl = yes
  }
}
passdb {
  driver = passwd-file
  args = ${folder}/users
}
userdb {
  driver = passwd-file
  args = ${folder}/users
}
protocol imap {
  mail_plugins = quota imap_quota
}
plugin {
  quota = maildir:Mailbox
}
`

async function answers(port: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = dial(port, '127.0.0.1')
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
      socket.once('connect', () => socket.destroy())
    })
    if (open) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
