import { accessModule } from './access/module.ts'
import { accountsModule } from './accounts/module.ts'
import { aroundModule } from './around/module.ts'
import { auditModule } from './audit/module.ts'
import { deskModule } from './desk/module.ts'
import { formModule } from './documents/form/module.ts'
import { documentsModule } from './documents/module.ts'
import { outgoingModule } from './documents/outgoing/module.ts'
import { exchangeModule } from './exchange/module.ts'
import { chartActsModule } from './organisation/acts/module.ts'
import { calendarModule } from './organisation/calendar/module.ts'
import { chartModule } from './organisation/chart/module.ts'
import { organisationFilesModule } from './organisation/files/module.ts'
import { staffingModule } from './organisation/staffing/module.ts'
import { reorganisationModule } from './reorganisation/module.ts'
import type { WebModule } from './shell/module.ts'
import { shellModule } from './shell/shell-module.ts'
import { signingModule } from './signing/module.ts'
import { tasksModule } from './tasks/module.ts'

/** Every module of the web; a module adds itself here. */
export const webModules: WebModule[] = [
  shellModule,
  deskModule,
  documentsModule,
  outgoingModule,
  formModule,
  tasksModule,
  exchangeModule,
  accessModule,
  aroundModule,
  calendarModule,
  chartModule,
  chartActsModule,
  organisationFilesModule,
  reorganisationModule,
  staffingModule,
  signingModule,
  accountsModule,
  auditModule,
]
