import { z } from '@hono/zod-openapi'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const sheetAnswer = { content: { [XLSX]: { schema: z.string().openapi({ format: 'binary' }) } }, description: 'a workbook' }

/** A workbook to download, its Chinese name as RFC 6266 writes it. */
export const sheetDownload = ({ name, bytes }: { name: string; bytes: Uint8Array }): Response => new Response(Uint8Array.from(bytes), {
  headers: { 'content-type': XLSX, 'content-disposition': `attachment; filename="sheet.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`, 'cache-control': 'no-store' },
})
