import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The page that checks slips is a file by itself: whoever has it needs nothing else. */
const checkPage = { outDir: 'dist/check', rolldownOptions: { input: 'check.html' } }

export default defineConfig(({ mode }) => ({
  plugins: [react()],
  // The server's schemas take `z` from the OpenAPI wrapper; pages validate with the same files and need zod alone.
  resolve: { alias: { '@hono/zod-openapi': 'zod' } },
  build: {
    // The floor of DESIGN's offices: Chromium 109 is the last that runs on Windows 7.
    target: 'chrome109',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
    ...(mode === 'check' ? checkPage : {}),
  },
}))
