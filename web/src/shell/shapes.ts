/**
 * Stands for `zod` in the browser's build. The web sends and shows what the contract describes, and the server parses it: here the shapes are
 * types only, and the library that checks them (70 kB compressed) stays out of the first load.
 */
const shape: unknown = new Proxy(() => shape, {
  get: (_, key) => (key === Symbol.toPrimitive ? () => '' : shape),
  apply: () => shape,
})

export const z = shape
