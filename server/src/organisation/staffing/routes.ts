import { courses } from '@mocban/contract/organisation-courses'
import { staffing } from '@mocban/contract/organisation-staffing'
import { clock } from '../../platform/clock.ts'
import { type App, serve } from '../../platform/http/index.ts'
import { readBoundaries, setBoundaries } from './boundaries.ts'
import { writeResults } from './course-results.ts'
import { cancelCourse, listCourses, readCourse } from './courses.ts'
import { declareStaffingExports } from './export-staffing.ts'
import { staffingFigures } from './figures.ts'
import { listPosts } from './list-posts.ts'
import { addPeople, planCourse } from './plan-course.ts'
import { readPersonTraining } from './read-person.ts'
import { recordQualification, withdrawQualification } from './record-qualification.ts'
import { endRequirement, listRequirements, setPostRequirement, setRule } from './requirements.ts'
import { readTerms, saveCertificate, saveField } from './terms.ts'

export function staffingRoutes(app: App): void {
  const dayOf = (query: { on?: string | undefined }) => query.on ?? clock.today()
  serve(app, staffing.figures, ({ tx, query }) => staffingFigures(tx, { ...query, on: dayOf(query) }))
  serve(app, staffing.posts, ({ tx, query }) => listPosts(tx, { ...query, on: dayOf(query) }))
  serve(app, staffing.terms, ({ tx }) => readTerms(tx))
  serve(app, staffing.saveField, ({ tx, actor, params, body }) => saveField(tx, actor, { ...params, ...body }))
  serve(app, staffing.saveCertificate, ({ tx, actor, params, body }) =>
    saveCertificate(tx, actor, { ...params, ...body }),
  )
  // Large and seldom another: kept by the browser for an hour.
  serve(app, staffing.boundaries, ({ tx, query, reply }) => {
    reply.header('cache-control', 'private, max-age=3600').header('vary', 'accept-encoding')
    return readBoundaries(tx, dayOf(query))
  })
  serve(app, staffing.setBoundaries, ({ tx, actor, body }) => setBoundaries(tx, actor, body))
  serve(app, staffing.requirements, ({ tx, actor, query }) => listRequirements(tx, actor, query.position))
  serve(app, staffing.setRule, ({ tx, actor, body }) => setRule(tx, actor, body))
  serve(app, staffing.setPostRequirement, ({ tx, actor, params, body }) =>
    setPostRequirement(tx, actor, { positionId: params.id, ...body }),
  )
  serve(app, staffing.endRequirement, ({ tx, actor, params, body }) =>
    endRequirement(tx, actor, { ...params, ...body }),
  )
  serve(app, staffing.person, ({ tx, params }) => readPersonTraining(tx, params.id))
  serve(app, staffing.record, ({ tx, actor, params, body }) =>
    recordQualification(tx, actor, { personId: params.id, ...body }),
  )
  serve(app, staffing.withdraw, ({ tx, actor, params, body }) =>
    withdrawQualification(tx, actor, { ...params, ...body }),
  )
  serve(app, courses.list, ({ tx, query }) => listCourses(tx, query))
  serve(app, courses.read, ({ tx, params }) => readCourse(tx, params.id))
  serve(app, courses.plan, ({ tx, actor, body }) => planCourse(tx, actor, body))
  serve(app, courses.addPeople, ({ tx, actor, params, body }) => addPeople(tx, actor, { ...params, ...body }))
  serve(app, courses.results, ({ tx, actor, params, body }) => writeResults(tx, actor, { ...params, ...body }))
  serve(app, courses.cancel, ({ tx, actor, params, body }) => cancelCourse(tx, actor, { ...params, ...body }))
  declareStaffingExports()
}
