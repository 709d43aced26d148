import { documents } from '@mocban/contract/documents'
import { tasks } from '@mocban/contract/tasks'
import type { TaskRecord } from '@mocban/contract/tasks-record'
import { addressOfDocument } from '../documents/address-of-document.ts'
import { addressOfFile } from '../documents/record/record-files.tsx'
import { useActsKey } from '../shell/acts.tsx'
import { ScreenFailed } from '../shell/failures.tsx'
import { formatDate, formatInstant, formatNumber } from '../shell/format.ts'
import { useLanguage, useText } from '../shell/languages.ts'
import { DeadlineText, Facts, Named, Section } from '../shell/marks.tsx'
import type shellVi from '../shell/messages/vi.ts'
import { Link, useParam } from '../shell/navigate.tsx'
import { addressOfPlace } from '../shell/place-address.ts'
import { useRoute } from '../shell/queries.ts'
import { UrgedNote } from '../shell/urged-note.tsx'
import { TaskLines } from './desk-tasks.tsx'
import { ImportanceMark } from './importance-mark.tsx'
import type vi from './messages/vi.ts'
import { taskPanels } from './panels.ts'
import { TaskActs } from './task-acts.tsx'
import './tasks.css'

/** One task: what is to be delivered, how far it is, its deadlines, and what can be done now. */
export default function TaskScreen() {
  const t = useText<typeof vi>('tasks')
  const shell = useText<typeof shellVi>('shell')
  const id = useParam('id')
  useActsKey()
  const { data: task, error } = useRoute(tasks.read, { params: { id } })
  if (error) return <ScreenFailed error={error} />
  if (!task) return <div className="screen quiet">…</div>
  const ended = task.deliveredAt !== null || task.closedAt !== null
  return (
    <div className="screen" style={{ maxWidth: 1100 }}>
      {task.parent && (
        <div className="quiet">
          {t('partOf')} <Link to={`/tasks/${task.parent.id}`}>{task.parent.title}</Link>
        </div>
      )}
      <h1 lang="vi" style={{ fontSize: 20, margin: '4px 0 8px' }}>
        <ImportanceMark importance={task.importance} /> {task.title}
      </h1>
      <div style={{ display: 'flex', gap: 18, alignItems: 'center', flexWrap: 'wrap', marginBottom: 12 }}>
        <strong>{t(`state.${task.state}`)}</strong>
        <progress
          value={task.progress}
          max={100}
          aria-label={t('progress')}
          style={{ width: 140, accentColor: 'var(--act)' }}
        />
        <span>{task.progress}%</span>
        <DeadlineText on={task.dueOn} ended={ended} />
      </div>
      {task.standstill && (
        <p style={{ fontWeight: 600 }}>
          {t('standstill', { when: formatInstant(task.standstillSince), reason: task.standstill })}
        </p>
      )}
      {task.urged && (
        <p>
          <UrgedNote urged={task.urged} />
        </p>
      )}
      {task.sentBack && (
        <p style={{ fontWeight: 600 }}>
          {t('sentBack', {
            act: task.sentBack.act,
            when: formatInstant(task.sentBack.at),
            name: task.sentBack.byName,
            reason: task.sentBack.reason,
          })}
        </p>
      )}
      <TaskActs task={task} />
      <div className="desk-columns">
        <div>
          {task.description && (
            <Section title={t('description')}>
              <p lang="vi" style={{ whiteSpace: 'pre-wrap', margin: 0 }}>
                {task.description}
              </p>
            </Section>
          )}
          {task.result && (
            <Section title={t(task.sentBack?.act === 'return' ? 'resultReturned' : 'result')}>
              <p lang="vi" style={{ whiteSpace: 'pre-wrap', margin: 0 }}>
                {task.result}
              </p>
              {(task.rating !== null || task.ratingNote) && <Verdict task={task} />}
            </Section>
          )}
          <Reports task={task} />
          {task.subtasks.length > 0 && (
            <Section title={`${t('subtasks')} (${task.subtasks.length})`}>
              <TaskLines rows={task.subtasks} label={t('subtasks')} />
            </Section>
          )}
        </div>
        <div>
          <Section title={t('facts')}>
            <Facts
              rows={[
                [
                  t('lead'),
                  <span>
                    {task.leadPersonName && <span lang="vi">{task.leadPersonName}, </span>}
                    <Named name={task.leadUnitName} now={task.leadUnitNow} />
                  </span>,
                ],
                [t('collaborators'), task.collaborators.map((one) => one.personName ?? one.unitName).join('; ')],
                [
                  t('assignedBy'),
                  <span>
                    <span lang="vi">{`${task.assignedByName}, ${task.assignedTitle}, `}</span>
                    <Named name={task.agencyName} now={task.agencyNow} />
                    {task.actingForName && ` (${shell('actingFor', { name: task.actingForName })})`}
                  </span>,
                ],
                [t('assignedOn'), formatInstant(task.listedAt)],
                [t('due'), formatDate(task.dueOn)],
                [t('firstDue'), task.extended > 0 && formatDate(task.firstDueOn)],
                [t('product'), task.product],
                [t('measure'), task.measure],
                [t('origin'), t(`origin.${task.origin}`)],
                [
                  t('fromDocument'),
                  task.originDocumentId ? (
                    <Link to={`/documents/${task.originDocumentId}`}>
                      {task.originSymbol ?? task.originAbstract ?? ''}
                    </Link>
                  ) : (
                    ['direction', 'document'].includes(task.origin) && (
                      <span className="quiet">{t('closedDocument')}</span>
                    )
                  ),
                ],
                [t('fromPlace'), task.originPlace && <Quote task={task} />],
              ]}
            />
          </Section>
          <Deadlines task={task} />
          {taskPanels.map((panel) => (
            <panel.component key={panel.key} task={task} />
          ))}
        </div>
      </div>
    </div>
  )
}

/** How who assigned it judged it: stars, read out as a number, and words. */
function Verdict({ task: { rating, ratingNote } }: { task: TaskRecord }) {
  const t = useText<typeof vi>('tasks')
  return (
    <p>
      {rating !== null && (
        <span role="img" aria-label={`${t('rating')}: ${t('ratingOf', { rating })}`} className="stars">
          {'★'.repeat(rating)}
          <span className="quiet">{'☆'.repeat(5 - rating)}</span>
        </span>
      )}{' '}
      <span lang="vi">{ratingNote}</span>
    </p>
  )
}

/** The passage the task came from; it opens there, marked. */
function Quote({ task }: { task: TaskRecord }) {
  const place = task.originPlace
  const quote = <q lang="vi">{place?.quote}</q>
  return place && task.originDocumentId ? (
    <Link
      to={`/documents/${task.originDocumentId}?${new URLSearchParams({ place: addressOfPlace(place), file: place.sha256 ?? '' })}`}
    >
      {quote}
    </Link>
  ) : (
    quote
  )
}

function Reports({ task }: { task: TaskRecord }) {
  const t = useText<typeof vi>('tasks')
  const shell = useText<typeof shellVi>('shell')
  const language = useLanguage()
  return (
    <Section title={t('reports')}>
      {task.reports.length === 0 && <p className="quiet">{t('reportsEmpty')}</p>}
      <ul className="desk-list task-reports" aria-label={t('reports')}>
        {task.reports.map((report) => (
          <li key={report.id}>
            <span lang="vi">{report.text}</span> <strong>{report.percent}%</strong>
            {report.figure !== null && (
              <span>
                {' '}
                · <bdi>{formatNumber(report.figure, language)}</bdi> {report.figureUnit}
              </span>
            )}
            <div className="quiet">
              <bdi lang="vi">{report.personName}</bdi>
              {report.actingForName && ` (${shell('actingFor', { name: report.actingForName })})`} ·{' '}
              {formatInstant(report.at)}
            </div>
            <Evidence report={report} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** What proves it: a document by its symbol and what it is about, a file by its name. Of a document that one may not open it is said that there is one. */
function Evidence({
  report: { document, documentClosed, sha256, fileName },
}: {
  report: TaskRecord['reports'][number]
}) {
  const t = useText<typeof vi>('tasks')
  const language = useLanguage()
  const types = useRoute(documents.types, document && !document.symbol ? {} : undefined)
  const type = types.data?.find((one) => one.code === document?.typeCode)
  if (!document && !documentClosed && !sha256) return null
  return (
    <div>
      <span className="quiet">{t('evidence')}: </span>
      {document && (
        <Link to={addressOfDocument(document)}>
          {document.symbol ? <bdi>{document.symbol}</bdi> : type?.[nameIn[language]]}{' '}
          <span lang="vi">{document.abstract}</span>
        </Link>
      )}
      {documentClosed && <span className="quiet">{t('closedDocument')}</span>}
      {(document || documentClosed) && sha256 && '; '}
      {sha256 && (
        <a href={addressOfFile(sha256, fileName ?? 'file')} download={fileName ?? true}>
          <bdi>{fileName}</bdi>
        </a>
      )}
    </div>
  )
}
const nameIn = { vi: 'name', en: 'nameEn', ur: 'nameUr' } as const

function Deadlines({ task }: { task: TaskRecord }) {
  const t = useText<typeof vi>('tasks')
  const shell = useText<typeof shellVi>('shell')
  if (task.extensions.length === 0) return null
  return (
    <Section title={t('extensions')}>
      <ul className="desk-list" aria-label={t('extensions')}>
        {task.extensions.map((one) => (
          <li key={one.id}>
            <span lang="vi">{one.askedByName}</span>
            {one.askedForName && ` (${shell('actingFor', { name: one.askedForName })})`}{' '}
            {t(one.changed ? 'extension.changed' : 'extension.asked', {
              from: one.from ? formatDate(one.from) : 'none',
              date: formatDate(one.wantedOn),
            })}
            : <span lang="vi">{one.reason}</span> <span className="quiet">{formatInstant(one.askedAt)}</span>
            {!one.changed && (
              <div className={one.state === 'refused' ? 'late' : one.state === 'asked' ? 'quiet' : undefined}>
                {one.state === 'asked' ? (
                  t(task.closedAt ? 'extension.over' : 'extension.waiting')
                ) : (
                  <>
                    <span lang="vi">{one.answeredByName}</span>
                    {one.answeredForName && ` (${shell('actingFor', { name: one.answeredForName })})`}{' '}
                    {t(`extension.${one.state}`, { date: formatDate(one.grantedOn) })}
                    {one.answer && <span lang="vi">: {one.answer}</span>}{' '}
                    <span className="quiet">{formatInstant(one.answeredAt)}</span>
                  </>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
