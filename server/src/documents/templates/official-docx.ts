/** What an official DOCX is made of, for modules that write one of their own. Large libraries stand behind it: loaded when a paper is made. */
export { fillTemplate } from './fill-template.ts'
export { font, line, officialSection, rule, run } from './official-page.ts'
export { body, foot, head, title } from './official-parts.ts'
