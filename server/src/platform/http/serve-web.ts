import { existsSync } from 'node:fs'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { refuse } from './refuse.ts'

/** Serves the built web: its files by name, and its page for every address that is a screen; `pages` names the addresses with a page of their own. */
export async function serveWeb(
  http: FastifyInstance,
  folder: string,
  pages: Record<string, string> = {},
): Promise<void> {
  await http.register(fastifyStatic, { root: folder, serve: false, cacheControl: false, preCompressed: true })
  http.get('/*', { schema: { hide: true } }, (request, reply) => {
    const path = (request.params as { '*': string })['*']
    // What lies beside the folder is not looked for: the answer would tell a stranger whether it is there.
    if (path === 'api' || path.startsWith('api/') || path.split(/[/\\]/).includes('..'))
      throw refuse('request.not-found')
    // Names in assets carry the hash of their contents.
    if (path.startsWith('assets/')) {
      if (!existsSync(`${folder}/${path}`)) throw refuse('request.not-found')
      return reply.header('cache-control', 'public, max-age=31536000, immutable').sendFile(path)
    }
    reply.header('cache-control', 'no-cache')
    return path !== '' && !path.startsWith('.') && /\.\w+$/.test(path) && existsSync(`${folder}/${path}`)
      ? reply.sendFile(path)
      : reply.sendFile(pages[path.split('/')[0] ?? ''] ?? 'index.html')
  })
}
