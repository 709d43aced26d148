export { type ListFault, listFaults } from './list-faults.ts'
export { type ListPlan, type ListQuestion, type ListSuggestion, planFromLists } from './plan-from-lists.ts'
export { type SuggestionReason, suggestionReasons } from './suggest-units.ts'
