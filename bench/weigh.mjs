// Loaded into the measured program before it starts: answers what its memory holds once nothing is left that could be thrown away.
process.on('message', () => {
  globalThis.gc()
  process.send(process.memoryUsage())
})
process.channel.unref()
