import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [react()],
  // The server's schemas take `z` from the OpenAPI wrapper; pages validate with the same files and need zod alone.
  resolve: { alias: { '@hono/zod-openapi': 'zod' } },
  build: {
    // The floor of DESIGN's offices: Chromium 109 is the last that runs on Windows 7.
    target: 'chrome109',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 900,
  },
})
