import core from './core.vi.ts'
import incoming from './incoming.vi.ts'

export default { ...core, ...incoming }
