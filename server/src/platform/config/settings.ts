import { resolve } from 'node:path'

/** What an operator may set. Only `readSettings` reads the environment. */
export interface Settings {
  dataFolder: string
  port: number
  host: string
  /** The operator's own PostgreSQL; without it one is run in the data folder. */
  databaseUrl: string | undefined
  smtpUrl: string | undefined
  mailFrom: string
  /** How people reach the program, for links in mail. */
  publicUrl: string | undefined
  /** What an empty database is filled with: nothing, the demonstration province as it stands now, or as it was in mid-2024. */
  demonstration: 'no' | 'now' | '2024'
  /** Whether the web is built and served; without it only the API is (for work on the web with Vite's own server). */
  web: boolean
  /** Addresses of reverse proxies whose word about the caller's address and https is taken. */
  trustProxy: string | undefined
  logLevel: string
  /** The private key that signs checkpoints of the trail, where it does not lie in the data folder. */
  checkpointKey: string | undefined
  /** A time-stamping service (RFC 3161). */
  timestampUrl: string | undefined
  /** Certificate authorities within the house (`host` or `host:port`): asked for the state of their certificates although their addresses are not public. */
  authorityHosts: string[]
  /** PKCS#11 libraries by the names that people see. */
  signingDevices: Record<string, string>
  /** Remote signing services (CSC API v2) by name, each with the program's own name and secret in its address. */
  signingServices: Record<string, string>
  /** Key and certificate (PEM) that sign messages to other systems, where they do not lie in the data folder. */
  messageKey: string | undefined
  /** A second door, over TLS, for partners' systems that show a certificate. */
  partnersDoor: PartnersDoor | undefined
}

/** Paths to PEM files: what the program shows, and whom it trusts. */
export interface PartnersDoor {
  port: number
  certificate: string
  key: string
  authority: string
}

/** A setting that cannot be right, named for the operator. */
export class SettingError extends Error {
  constructor(
    readonly setting: string,
    readonly value: string,
    readonly wanted: string,
  ) {
    super(`${setting}=${value}: ${wanted}`)
  }
}

/** @throws SettingError */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const given = (name: string) => env[name]?.trim() || undefined
  const wanted = (name: string) => !/^(no|0|false)$/i.test(given(name) ?? 'yes')
  const port = portOf('PORT', given('PORT') ?? '3000')
  const databaseUrl = given('DATABASE_URL')
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl))
    throw new SettingError('DATABASE_URL', hidden(databaseUrl), 'postgres://name:password@host:5432/database')
  const smtpUrl = given('SMTP_URL')
  if (smtpUrl && !/^smtps?:\/\//.test(smtpUrl))
    throw new SettingError('SMTP_URL', hidden(smtpUrl), 'smtp://name:password@host:587')
  return {
    dataFolder: resolve(given('MOCBAN_DATA') ?? 'data'),
    port,
    host: given('HOST') ?? '::',
    databaseUrl,
    smtpUrl,
    mailFrom: given('MAIL_FROM') ?? 'Mộc Bản <mocban@localhost>',
    publicUrl: given('PUBLIC_URL')?.replace(/\/$/, ''),
    demonstration: given('MOCBAN_DEMONSTRATION') === '2024' ? '2024' : wanted('MOCBAN_DEMONSTRATION') ? 'now' : 'no',
    web: wanted('MOCBAN_WEB'),
    trustProxy: given('TRUST_PROXY'),
    logLevel: given('LOG_LEVEL') ?? 'warn',
    checkpointKey: given('MOCBAN_CHECKPOINT_KEY'),
    timestampUrl: given('TIMESTAMP_URL'),
    authorityHosts: hosts('AUTHORITY_HOSTS', given('AUTHORITY_HOSTS')),
    signingDevices: named('PKCS11_DEVICES', given('PKCS11_DEVICES')),
    signingServices: named('SIGNING_SERVICES', given('SIGNING_SERVICES')),
    messageKey: given('MOCBAN_MESSAGE_KEY'),
    partnersDoor: partnersDoor(given),
  }
}

function portOf(setting: string, value: string): number {
  const port = Number(value)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new SettingError(setting, value, '0–65535')
  return port
}

function partnersDoor(given: (name: string) => string | undefined): PartnersDoor | undefined {
  const port = given('PARTNERS_PORT')
  if (!port) return undefined
  const file = (name: string) => {
    const path = given(name)
    if (!path) throw new SettingError(name, '', 'PARTNERS_PORT: PARTNERS_CERTIFICATE, PARTNERS_KEY, PARTNERS_CA')
    return resolve(path)
  }
  return {
    port: portOf('PARTNERS_PORT', port),
    certificate: file('PARTNERS_CERTIFICATE'),
    key: file('PARTNERS_KEY'),
    authority: file('PARTNERS_CA'),
  }
}

const listed = (value: string | undefined): string[] => (value ?? '').split(/\s*,\s*/).filter(Boolean)

/** `name=value, name=value` */
function named(setting: string, value: string | undefined): Record<string, string> {
  return Object.fromEntries(
    listed(value).map((one) => {
      const at = one.indexOf('=')
      if (at < 1) throw new SettingError(setting, hidden(one), 'name=value, name=value')
      return [one.slice(0, at).trim(), one.slice(at + 1).trim()]
    }),
  )
}

/** `host, host:port`, as an address has them: the port where it is not the usual one. */
const hosts = (setting: string, value: string | undefined): string[] =>
  listed(value).map((one) => {
    const address = URL.canParse(`http://${one}`) ? new URL(`http://${one}`) : null
    if (!address || address.username || address.href !== `http://${address.host}/`)
      throw new SettingError(setting, hidden(one), 'host, host:port')
    return address.host
  })

/** A URL as it may be shown: without its password. */
export const hidden = (url: string): string => url.replace(/(:\/\/[^:/@]*):[^@]*@/, '$1:…@')
