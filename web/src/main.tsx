import '@fontsource/be-vietnam-pro/vietnamese-400.css'
import '@fontsource/be-vietnam-pro/vietnamese-600.css'
import '@fontsource/be-vietnam-pro/latin-400.css'
import '@fontsource/be-vietnam-pro/latin-600.css'
import '@fontsource/noto-naskh-arabic/arabic-400.css'
import '@fontsource/noto-naskh-arabic/arabic-600.css'
import '@mantine/core/styles.css'
import './shell/base.css'
import './shell/frame.css'
import './shell/shell.css'
import './shell/pdf-page.css'
import './shell/desk.css'
import './shell/column-chooser.css'
import './shell/phone.css'
import { DirectionProvider, MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { chosenLanguage, directionOf, startLanguages, useLanguage } from './shell/languages.ts'
import { queryClient } from './shell/queries.ts'
import { router } from './shell/router.tsx'
import { Session } from './shell/session.tsx'
import { theme } from './shell/theme.ts'

function Program() {
  const language = useLanguage()
  return (
    // The key makes every component lay itself out anew when the direction turns.
    <DirectionProvider key={directionOf(language)} initialDirection={directionOf(language)} detectDirection={false}>
      <MantineProvider theme={theme} defaultColorScheme="auto">
        <QueryClientProvider client={queryClient}>
          <Session>
            <RouterProvider router={router} />
          </Session>
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  )
}

// A file that is let go beside the place for it does not take the page, and what is typed on it, away.
for (const kind of ['dragover', 'drop'] as const)
  window.addEventListener(kind, (event) => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
  })
document.documentElement.lang = chosenLanguage()
void startLanguages().then(() => {
  const place = document.getElementById('root')
  if (place)
    createRoot(place).render(
      <StrictMode>
        <Program />
      </StrictMode>,
    )
})
