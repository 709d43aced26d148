export { builtInTemplate } from './build-template.ts'
export { fillTemplate, type TemplateFacts } from './fill-template.ts'
export * from './official-names.ts'
