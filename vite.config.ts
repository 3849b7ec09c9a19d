import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { LIBRARY_WORDS } from './src/ui/library-words.ts'

/** The page that checks slips is a file by itself: whoever has it needs nothing else. */
const checkPage = { outDir: 'dist/check', rolldownOptions: { input: 'check.html' } }

/** antd's own locale has no place for a few words that are read aloud: they follow the language of the page. A word that moved breaks the build. */
const libraryWords: Plugin = {
  name: 'library-words',
  transform(code, id) {
    const found = LIBRARY_WORDS.find(({ file }) => file.test(id))
    if (!found) return null
    if (!code.includes(found.expression)) throw new Error(`${id}: no ${found.expression} (src/ui/library-words.ts)`)
    const said = `(language => (${JSON.stringify(found.words)})[${found.of}]?.[language === 'en' ? 1 : 0] ?? ${found.of})(${found.hook ? 'useLibraryLanguage()' : 'libraryLanguage()'})`
    const language = JSON.stringify(fileURLToPath(new URL('src/ui/language.ts', import.meta.url)))
    const asked = `import { currentLanguage as libraryLanguage, useLanguage as useLibraryLanguage } from ${language};\n`
    return { code: asked + code.replace(found.expression, found.expression.startsWith('"aria-label"') ? `"aria-label": ${said}` : `(${said})`), map: null }
  },
}

export default defineConfig(({ mode }) => ({
  plugins: [react(), libraryWords],
  // The server's schemas take `z` from the OpenAPI wrapper; pages validate with the same files and need zod alone.
  resolve: { alias: { '@hono/zod-openapi': 'zod' } },
  build: {
    // The floor of DESIGN's offices: Chromium 109 is the last that runs on Windows 7.
    target: 'chrome109',
    modulePreload: { polyfill: false },
    // One sheet for all pages: a page looks the same whichever was opened before it (tests/architecture/styles.test.ts).
    cssCodeSplit: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    ...(mode === 'check' ? checkPage : {}),
  },
}))
