import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

/** A stranger, a certificate or another agency may name any address; those within the house are not asked on their word, by whatever name they go. */
export async function isOutside(address: URL): Promise<boolean> {
  if (!isPublicName(address)) return false
  const found = await lookup(address.hostname, { all: true }).catch(() => [])
  return found.length > 0 && found.every((one) => isPublicAddress(one.address))
}

export function isPublicName(address: URL): boolean {
  if (address.protocol !== 'http:' && address.protocol !== 'https:') return false
  if (address.username || address.password) return false
  const host = address.hostname.replace(/^\[|\]$/g, '')
  return isIP(host) === 0 && host.includes('.') && !/\.(local|internal|localhost|lan|home|arpa)\.?$/i.test(host)
}

/** Networks of the house, of the machine itself, and those that lead nowhere (RFC 6890). */
const inside = new BlockList()
for (const network of [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/3',
]) {
  const [first = '', bits] = network.split('/')
  inside.addSubnet(first, Number(bits), 'ipv4')
}
/** Of the sixth version only what is given out to the world (2000::/3); not what carries the fourth within it. */
const outside = new BlockList()
outside.addSubnet('2000::', 3, 'ipv6')
const carriers = new BlockList()
carriers.addSubnet('2002::', 16, 'ipv6')
carriers.addSubnet('2001::', 32, 'ipv6')

export const isPublicAddress = (address: string): boolean =>
  isIP(address) === 4
    ? !inside.check(address, 'ipv4')
    : isIP(address) === 6 && outside.check(address, 'ipv6') && !carriers.check(address, 'ipv6')
