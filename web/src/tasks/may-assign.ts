import { useMe } from '../shell/session.tsx'

/** Whether one's post may ask other agencies for work; who may not asks colleagues of their own. */
export const useMayAssign = (): boolean => useMe().capabilities.some((one) => one === 'assign' || one === 'direct')
