import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * What LibreOffice must not do with a file that anybody may bring: follow its links, whether they name an address on this network or a file of this machine,
 * run its macros, or reach the network at all (there is nobody at that proxy).
 */
const settings: [path: string, name: string, value: string | number | boolean][] = [
  ['Office.Common/Security/Scripting', 'BlockUntrustedRefererLinks', true],
  ['Office.Common/Security/Scripting', 'DisableMacrosExecution', true],
  ['Office.Writer/Content/Update', 'Link', 0],
  ['Inet/Settings', 'ooInetProxyType', 2],
  ['Inet/Settings', 'ooInetHTTPProxyName', '127.0.0.1'],
  ['Inet/Settings', 'ooInetHTTPProxyPort', 9],
  ['Inet/Settings', 'ooInetHTTPSProxyName', '127.0.0.1'],
  ['Inet/Settings', 'ooInetHTTPSProxyPort', 9],
  // Nor try out how it draws on this machine, as it does at its first start: it never ends as it should to note that it has, and that takes nine times as long as a conversion.
  ['Setup/Product', 'ooSetupLastVersion', '99.9'],
]

const registry = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
${settings
  .map(
    ([path, name, value]) =>
      `<item oor:path="/org.openoffice.${path}"><prop oor:name="${name}" oor:op="fuse"><value>${value}</value></prop></item>`,
  )
  .join('\n')}
</oor:items>
`

let made: Promise<string> | undefined

/** The profile of this process, made when LibreOffice is first needed; nobody else can have laid anything in it. */
export function quietProfile(): Promise<string> {
  made ??= make().catch((error) => {
    made = undefined
    throw error
  })
  return made
}

async function make(): Promise<string> {
  const profile = await mkdtemp(join(tmpdir(), 'mocban-office-'))
  await mkdir(join(profile, 'user'))
  await writeFile(join(profile, 'user/registrymodifications.xcu'), registry)
  return profile
}
