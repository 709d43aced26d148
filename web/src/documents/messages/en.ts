import core from './core.en.ts'
import incoming from './incoming.en.ts'

export default { ...core, ...incoming }
