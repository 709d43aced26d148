import check from './check.ur.ts'
import operations from './operations.ur.ts'
import people from './people.ur.ts'
import plan from './plan.ur.ts'

export default { ...plan, ...operations, ...check, ...people }
