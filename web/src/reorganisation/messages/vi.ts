import check from './check.vi.ts'
import operations from './operations.vi.ts'
import people from './people.vi.ts'
import plan from './plan.vi.ts'

export default { ...plan, ...operations, ...check, ...people }
