import check from './check.en.ts'
import operations from './operations.en.ts'
import people from './people.en.ts'
import plan from './plan.en.ts'

export default { ...plan, ...operations, ...check, ...people }
