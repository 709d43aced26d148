/** What is shown of it before its screen is opened. */
export default {
  delegations: 'Ủy quyền',
} as const
