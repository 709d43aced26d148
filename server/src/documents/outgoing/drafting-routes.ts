import { begunDrafts } from '@mocban/contract/begun-drafts'
import { drafting } from '@mocban/contract/documents-drafting'
import { type App, serve, serveLong } from '../../platform/http/index.ts'
import { dropDraft, keepDraft, listDrafts, readDraft } from '../begun/begun-drafts.ts'
import { agencyRules, setReview, setSeries } from './agency-rules.ts'
import { addComment, listComments, resolveComment } from './comment.ts'
import { compareVersions } from './compare-versions.ts'
import { copyDocument, previewCopy } from './copy-document.ts'
import { extractParts } from './extract-parts.ts'

export function draftingRoutes(app: App): void {
  serveLong(app, drafting.compare, ({ asMe, params, query }) =>
    compareVersions(asMe, app.files, { documentId: params.id, ...query }),
  )
  serve(app, drafting.comments, ({ tx, params }) => listComments(tx, params.id))
  serve(app, drafting.addComment, ({ tx, actor, params, body }) => addComment(tx, actor, params.id, body))
  serve(app, drafting.resolveComment, ({ tx, actor, params, body }) =>
    resolveComment(tx, actor, { id: params.id, ...body }),
  )
  serveLong(app, drafting.copy, ({ asMe, params, body }) =>
    copyDocument(asMe, app.files, { documentId: params.id, ...body }),
  )
  serveLong(app, drafting.copyPreview, ({ asMe, params, body }) =>
    previewCopy(asMe, app.files, { documentId: params.id, ...body }),
  )
  serveLong(app, drafting.extractParts, ({ asMe, params, query }) =>
    extractParts(asMe, app.files, { documentId: params.id, page: query.page }),
  )
  serve(app, drafting.setReview, ({ tx, actor, body }) => setReview(tx, actor, body))
  serve(app, drafting.setSeries, ({ tx, actor, params, body }) =>
    setSeries(tx, actor, { typeCode: params.type, ownSeries: body.ownSeries }),
  )
  serve(app, begunDrafts.list, ({ tx }) => listDrafts(tx, 'outgoing'))
  serve(app, begunDrafts.read, ({ tx, params }) => readDraft(tx, 'outgoing', params.id))
  serve(app, begunDrafts.keep, ({ tx, actor, params, body }) =>
    keepDraft(tx, actor, 'outgoing', { id: params.id, ...body }),
  )
  serve(app, begunDrafts.drop, ({ tx, params }) => dropDraft(tx, 'outgoing', params.id))
  serve(app, drafting.rules, ({ tx, actor }) => agencyRules(tx, actor))
}
