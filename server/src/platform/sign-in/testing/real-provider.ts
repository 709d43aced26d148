import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export const clientSecret = 'a-secret-of-the-tests-that-is-long-enough'

/** The part of `oidc-provider` used here; it brings no types of its own. */
type ProviderClass = new (
  issuer: string,
  configuration: object,
) => { callback(): (request: IncomingMessage, response: ServerResponse) => void }

/** A real identity provider on this machine, with its own pages for signing in and agreeing. Whoever types a name is that account. */
export async function startProvider(redirectUri: string, backTo: string) {
  const server: Server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const { Provider } = (await import('oidc-provider' as string)) as { Provider: ProviderClass }
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'mocban',
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        post_logout_redirect_uris: [backTo],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    pkce: { required: () => true },
    conformIdTokenClaims: false,
    claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'] },
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, name: `Tên của ${id}`, email: `${id}@bacninh.example`, email_verified: true }),
    }),
    cookies: { keys: ['a key of the tests'] },
  })
  server.on('request', provider.callback())
  return {
    issuer,
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  }
}

/** A browser that keeps cookies, follows, fills in the provider's forms, and stops where it leaves the provider. */
export function browserAt(issuer: string) {
  const jar = new Map<string, string>()
  const ask = async (url: string, form?: Record<string, string>) => {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    })
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s)
      if (/expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    return response
  }
  return {
    /** Goes where the program sends people, signs in as `account`, agrees; answers where the provider sends them back. */
    async signIn(address: string, account: string): Promise<URL> {
      let next = address
      for (let hops = 0; hops < 20; hops++) {
        if (!next.startsWith(issuer)) return new URL(next)
        let response = await ask(next)
        if (response.status === 200) {
          const page = await response.text()
          const action = /action="([^"]+)"/.exec(page)?.[1] ?? next
          const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1] ?? ''
          const form: Record<string, string> =
            prompt === 'login' ? { prompt, login: account, password: 'any' } : { prompt }
          response = await ask(new URL(action, next).href, form)
        }
        const location = response.headers.get('location')
        if (!location) throw new Error(`${response.status} at ${next}: ${(await response.text()).slice(0, 300)}`)
        next = new URL(location, next).href
      }
      throw new Error('the provider sends round in a circle')
    },
    /** Signs out at the provider; answers where it sends people back. */
    async signOut(address: string): Promise<string> {
      const page = await (await ask(address)).text()
      const field = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
      const action = /action="([^"]+)"/.exec(page)?.[1] ?? ''
      const response = await ask(new URL(action, issuer).href, { xsrf: field, logout: 'yes' })
      return response.headers.get('location') ?? `${response.status}`
    },
  }
}
