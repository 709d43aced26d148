import accounts from '../web/src/accounts/messages/vi.ts'
import around from '../web/src/around/messages/vi.ts'
import desk from '../web/src/desk/messages/vi.ts'
import form from '../web/src/documents/form/messages/vi.ts'
import documents from '../web/src/documents/messages/vi.ts'
import outgoing from '../web/src/documents/outgoing/messages/vi.ts'
import exchange from '../web/src/exchange/messages/vi.ts'
import calendar from '../web/src/organisation/calendar/messages/vi.ts'
import chart from '../web/src/organisation/chart/messages/vi.ts'
import staffing from '../web/src/organisation/staffing/messages/vi.ts'
import shell from '../web/src/shell/messages/vi.ts'
import signing from '../web/src/signing/messages/vi.ts'
import tasks from '../web/src/tasks/messages/vi.ts'

/** The keys of every sentence of the web; none of them is to be seen instead of its sentence. */
export const messageKeys = Object.keys({
  ...accounts,
  ...around,
  ...desk,
  ...chart,
  ...documents,
  ...form,
  ...outgoing,
  ...calendar,
  ...exchange,
  ...staffing,
  ...shell,
  ...signing,
  ...tasks,
})
