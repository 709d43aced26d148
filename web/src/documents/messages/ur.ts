import core from './core.ur.ts'

export default { ...core }
