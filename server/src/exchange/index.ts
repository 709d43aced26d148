/** Exchange with systems outside the province: nothing leans on it but what wires the house. */
export { openPartnersDoor } from './receiving/partners-door.ts'
export { exchangeRoutes } from './routes.ts'
export { exchangeWorks } from './works.ts'
