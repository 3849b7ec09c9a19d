import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { z } from 'zod'
import type { ConfirmationWindow } from './confirmation.ts'

const FILE = fileURLToPath(new URL('../../../law/calendar/windows.yaml', import.meta.url))
const WINDOW = 'annual-confirmation'

const monthDay = z.string().regex(/^\d{2}-\d{2}$/)
const windowsSchema = z.array(z.looseObject({ id: z.string() }))
const fixedSchema = z.object({ kind: z.literal('fixed'), from: monthDay, to: monthDay })

function loadWindow(): ConfirmationWindow {
  const found = windowsSchema.parse(parse(readFileSync(FILE, 'utf8'))).find(window => window.id === WINDOW)
  const { from, to } = fixedSchema.parse(found)
  return { from, to }
}

let loaded: ConfirmationWindow | undefined
/** When the county confirms, read once. Broken data throws: it is ours, not the user's. */
export const confirmationWindow = (): ConfirmationWindow => (loaded ??= loadWindow())
