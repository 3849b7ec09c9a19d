import { z } from '@hono/zod-openapi'
import type { EvidenceFile } from './actions.ts'

/** A kept file as HTTP answers it: to be saved, of no other type than it says, in nobody's cache. */
export const evidenceDownload = ({ name, media_type, bytes }: EvidenceFile): Response => new Response(Uint8Array.from(bytes).buffer, {
  headers: {
    'content-type': media_type, 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    'x-content-type-options': 'nosniff', 'cache-control': 'private, no-store',
  },
})

export const keptFile = { description: 'the file as it was kept', content: { 'application/octet-stream': { schema: z.string() } } }
