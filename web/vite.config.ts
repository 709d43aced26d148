import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  resolve: { alias: [{ find: /^zod$/, replacement: `${import.meta.dirname}/src/shell/shapes.ts` }] },
  build: {
    outDir: 'dist',
    target: 'es2022',
    // The first load is measured in the checks; screens are split by their dynamic imports.
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      // The page on which strangers check a file is one of its own: they load nothing of the program.
      input: ['index.html', 'kiem-tra.html'].map((page) => `${import.meta.dirname}/${page}`),
      output: {
        // The words of one language come in one piece: they compress better together, and are wanted together.
        codeSplitting: {
          groups: ['vi', 'en', 'ur'].map((language) => ({
            name: `words-${language}`,
            // But those of modules that few open, which come with their screens.
            test: new RegExp(
              `/messages/(?:labels\\.|(?<!/(?:reorganisation|signing|exchange|staffing|audit|accounts|files|calendar|access|chart|acts)/messages/)(?:\\w+\\.)?)${language}\\.ts$`,
            ),
          })),
        },
      },
    },
  },
  server: { proxy: { '/api': process.env.MOCBAN_URL ?? 'http://127.0.0.1:3000' } },
})
