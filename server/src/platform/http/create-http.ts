import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import swagger from '@fastify/swagger'
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify'
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod'
import { answerProblem } from './problems.ts'
import { refuse } from './refuse.ts'

const pressed = promisify<string, { level: number }, Buffer>(gzip)
/** Less than this goes in one packet anyway. */
const worthPressing = 1200

/** The HTTP server without any route of a module: parsing by the contract, problems, security headers, OpenAPI 3.1 at /api/openapi.json. */
export async function createHttp(
  options: { logger?: FastifyServerOptions['logger']; trustProxy?: string } = {},
): Promise<FastifyInstance> {
  const http = Fastify({
    logger: options.logger ?? false,
    bodyLimit: 2_000_000,
    // A part of a file takes minutes on a commune's line; what takes longer never ends.
    requestTimeout: 15 * 60_000,
    trustProxy: options.trustProxy ?? false,
    routerOptions: { maxParamLength: 300 },
  })
  http.setValidatorCompiler(validatorCompiler)
  http.setSerializerCompiler(serializerCompiler)
  http.setErrorHandler((error, request, reply) => answerProblem(error as Error, request, reply))
  http.setNotFoundHandler((request, reply) => answerProblem(refuse('request.not-found'), request, reply))
  await http.register(cookie)
  await http.register(helmet, {
    // PDF pages are drawn by the program's own script; nothing comes from elsewhere.
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'", 'data:'],
        workerSrc: ["'self'", 'blob:'],
        // WebAssembly decodes JPEG 2000 and JBIG2 images of scans.
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        // A province may start with plain http on its own network.
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
  })
  // What one person was answered is not there for the next one at the machine; what may be kept says so itself.
  http.addHook('onRequest', async (request, reply) => {
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'private, no-store')
  })
  // Lists and forms are read on a commune's line: names, codes and keys that come again and again weigh a tenth.
  http.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || payload.length < worthPressing) return payload
    if (reply.hasHeader('content-encoding') || !/\bgzip\b/.test(request.headers['accept-encoding'] ?? ''))
      return payload
    reply.removeHeader('content-length').header('content-encoding', 'gzip').header('vary', 'accept-encoding')
    return pressed(payload, { level: 4 })
  })
  await http.register(swagger, {
    openapi: { openapi: '3.1.0', info: { title: 'Mộc Bản', version: '1' } },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  http.get('/api/openapi.json', { schema: { hide: true } }, async () => http.swagger())
  return http
}
