export { listFaults } from './list-faults.ts'
export { type ListPlan, planFromLists } from './plan-from-lists.ts'
