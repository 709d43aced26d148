import core from './core.vi.ts'

export default { ...core }
