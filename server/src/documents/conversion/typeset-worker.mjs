import { parentPort, workerData } from 'node:worker_threads'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

// The other side of typeset-apart.ts.
const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths: [workerData.fonts] }] })
parentPort.on('message', ({ mainFileContent, inputs }) => {
  try {
    const bytes = compiler.pdf({ mainFileContent, inputs })
    // Each part has other data: what is kept of the one before only fills the memory.
    compiler.evictCache(0)
    parentPort.postMessage({ bytes })
  } catch (error) {
    parentPort.postMessage({ failed: String(error) })
  }
})
