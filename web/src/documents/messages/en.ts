import core from './core.en.ts'

export default { ...core }
