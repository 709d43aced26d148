import type { ComponentProps } from 'react'
import { loadLaterWords } from '../shell/languages.ts'
import { later } from '../shell/later.tsx'
import type { SignWithField as Field } from './sign-with-field.tsx'

/** The field of signing for the dialogs of other modules: it brings its words. */
export const SignWithField = later<ComponentProps<typeof Field>>(async () => {
  await loadLaterWords('signing')
  return (await import('./sign-with-field.tsx')).SignWithField
})
