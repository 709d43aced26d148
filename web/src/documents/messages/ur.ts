import core from './core.ur.ts'
import incoming from './incoming.ur.ts'

export default { ...core, ...incoming }
