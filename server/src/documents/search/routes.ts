import { search } from '@mocban/contract/search'
import { type App, serve, type Works } from '../../platform/http/index.ts'
import { askSavedSearches } from './ask-saved-searches.ts'
import { changeSavedSearch, forgetSavedSearch, listSavedSearches, saveSearch } from './saved-searches.ts'
import { searchDocuments } from './search-documents.ts'
import { suggest } from './suggest.ts'

export function searchRoutes(app: App): void {
  serve(app, search.documents, ({ tx, query }) => searchDocuments(tx, query))
  serve(app, search.suggest, ({ tx, query }) => suggest(tx, query.q))
  serve(app, search.saved, ({ tx }) => listSavedSearches(tx))
  serve(app, search.save, ({ tx, actor, body }) => saveSearch(tx, actor, body))
  serve(app, search.change, ({ tx, params, body }) => changeSavedSearch(tx, params.id, body))
  serve(app, search.forget, ({ tx, params }) => forgetSavedSearch(tx, params.id))
}

/** Saved searches are asked again every few minutes. */
export function searchWorks(works: Works): void {
  works.jobs.every('documents.ask-saved-searches', '*/5 * * * *', () => askSavedSearches(works.app, works.worker))
}
