import { sql } from 'kysely'

/**
 * Of a post `q`: that it is people's. The one in which another system acts is looked after with its service account: it is no post of the chart, none
 * that somebody is appointed to, and none that a table brings or takes out.
 */
export const heldByPeople = sql<boolean>`
  not exists (select from appointment s join person i on i.id = s.person_id and i.service where s.position_id = q.id)`
