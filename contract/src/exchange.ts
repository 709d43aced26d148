import { exchangeDirectory } from './exchange-directory.ts'
import { exchangeMessages } from './exchange-messages.ts'
import { exchangeWays } from './exchange-ways.ts'

/** Exchange of documents with systems outside the province (QCVN 102:2016/BTTTT, Decision 28/2018). */
export const exchange = { ...exchangeMessages, ...exchangeDirectory, ...exchangeWays }
