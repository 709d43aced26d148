import i18next from 'i18next'
import ICU from 'i18next-icu'
import { useCallback } from 'react'
import { initReactI18next, useTranslation } from 'react-i18next'
import { webModules } from '../modules.ts'
import type { WebModule } from './module.ts'

export type Language = 'vi' | 'en' | 'ur'
export const languages: { code: Language; name: string; dir: 'ltr' | 'rtl' }[] = [
  { code: 'vi', name: 'Tiếng Việt', dir: 'ltr' },
  { code: 'en', name: 'English', dir: 'ltr' },
  { code: 'ur', name: 'اردو', dir: 'rtl' },
]
export const directionOf = (language: string): 'ltr' | 'rtl' => (language === 'ur' ? 'rtl' : 'ltr')

const remembered = 'mocban.language'

/** The language the reader chose on this device, else Vietnamese. */
export function chosenLanguage(): Language {
  const stored = localStorage.getItem(remembered)
  return languages.find((one) => one.code === stored)?.code ?? 'vi'
}

/** Loads one language's messages of all modules; each is a chunk of its own. */
async function load(language: Language): Promise<void> {
  await Promise.all(
    webModules.map(async (module) => {
      const { default: messages } = await module.messages[language]()
      i18next.addResourceBundle(language, module.name, messages, true, true)
      if (opened.has(module.name)) await addLater(module, language)
    }),
  )
}

const opened = new Set<string>()
async function addLater(module: WebModule, language: Language): Promise<void> {
  const later = await module.laterMessages?.[language]()
  if (later) i18next.addResourceBundle(language, module.name, later.default, true, true)
}

/** Loads the words that come with a module's screens; before the first of them, or of its panels, is shown. */
export async function loadLaterWords(name: string): Promise<void> {
  const module = webModules.find((one) => one.name === name)
  if (!module || opened.has(name)) return
  await addLater(module, i18next.language as Language)
  opened.add(name)
}

export async function startLanguages(): Promise<void> {
  const language = chosenLanguage()
  await i18next
    .use(ICU)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: 'vi',
      resources: {},
      interpolation: { escapeValue: false },
      keySeparator: false,
      nsSeparator: ':',
    })
  await load(language)
  apply(language)
}

/** Switches without losing one's place: only words and direction change. */
export async function switchLanguage(language: Language): Promise<void> {
  await load(language)
  localStorage.setItem(remembered, language)
  apply(language)
  await i18next.changeLanguage(language)
}

function apply(language: Language): void {
  document.documentElement.lang = language
  document.documentElement.dir = directionOf(language)
}

type Values = Record<string, string | number | boolean | null | undefined>
/** The words of a module: `const t = useText<typeof vi>('documents')`, then `t('register')`. Unknown keys do not type-check. */
export function useText<Messages extends Record<string, string>>(module: string) {
  const { t } = useTranslation(module)
  return useCallback(
    (key: keyof Messages & string, values?: Values): string => t(key, values as never) as unknown as string,
    [t],
  )
}
/** The same where the key is known only at run time (codes from the server); the code itself where there are no words for it. */
export function useCodeText(module: string) {
  const { t } = useTranslation(module)
  return useCallback(
    (key: string, values?: Values): string => t(key, { defaultValue: key, ...values } as never) as unknown as string,
    [t],
  )
}
export function useLanguage(): Language {
  const { i18n } = useTranslation()
  return (i18n.language as Language) ?? 'vi'
}
