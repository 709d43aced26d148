// Starts the program. Written for any Node, so that an old one is told what to do instead of failing on the first modern word.
'use strict'
var parts = process.versions.node.split('.').map(Number)
if (parts[0] < 20 || (parts[0] === 20 && parts[1] < 19)) {
  console.error(
    'Mộc Bản cần Node.js 20.19 trở lên; máy này có ' +
      process.versions.node +
      '. Hãy cài bản mới từ nodejs.org rồi chạy lại.\n' +
      'Mộc Bản needs Node.js 20.19 or newer; this is ' +
      process.versions.node +
      '. Install a newer one from nodejs.org and start again.',
  )
  process.exit(10)
}
import('./program.mjs').catch((error) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error
  console.error(
    'Chưa cài các gói của chương trình. Hãy chạy: npm ci\n' + 'The program’s packages are not installed. Run: npm ci',
  )
  process.exit(11)
})
