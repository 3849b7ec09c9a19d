import { Worker } from 'node:worker_threads'
import { done, refused, type Refusal, type Result } from '../base/result.ts'
import type { OldAnswer, OldRow } from './old-workbook-worker.ts'
import { notASheet, tooLarge } from './sheets.ts'

/** What reading one may take. 30,000 rows of 20 columns take 3 s of a core and a quarter of the memory; the time is the wall's, on a busy machine too. */
export type OldWorkbookLimits = { readonly seconds: number; readonly megabytes: number }
const OLD_WORKBOOK_LIMITS: OldWorkbookLimits = { seconds: 120, megabytes: 1024 }

const FAULTS: Readonly<Record<Extract<OldAnswer, { fault: string }>['fault'], Refusal>> = {
  password: {
    ...notASheet({ zh: '文件加了密码。', en: 'it is protected by a password.' }),
    next: {
      zh: '请用 WPS 或 Excel 打开，输入密码，取消密码后另存为 .xlsx，再上传。',
      en: 'Open it in WPS or Excel with its password, remove the password, save it as .xlsx, and upload that.',
    },
  },
  'no-workbook': notASheet({ zh: '是旧版 Office 文件，但里面不是电子表格。', en: 'it is a file of an old Office program, but holds no spreadsheet.' }),
  damaged: notASheet({ zh: '看起来是旧版 .xls，但内容已损坏。', en: 'it looks like an old .xls, but is damaged.' }),
}
const TOO_MUCH = tooLarge({ zh: '内容太多，读到一半停下了。', en: 'it holds too much, and reading was stopped.' })

/** Waits for the one answer of the thread, or for what ends it: an error, its memory, the time. */
const answerOf = (worker: Worker, seconds: number): Promise<OldAnswer | 'too-much'> => new Promise(resolve => {
  const timer = setTimeout(() => resolve('too-much'), seconds * 1000)
  worker.once('message', (answer: OldAnswer) => resolve(answer))
  worker.once('error', (error: unknown) => resolve((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too-much' : { fault: 'damaged' }))
  worker.once('exit', () => { clearTimeout(timer); resolve({ fault: 'damaged' }) })
})

/**
 * The rows of an old .xls (BIFF5, BIFF8). In a thread of its own, for this time only: the library follows chains inside the file that
 * a damaged one may close to a ring, and nobody else waits meanwhile. What it may say on the console is not ours to repeat.
 */
export async function readOldWorkbook(bytes: Uint8Array, limits: OldWorkbookLimits = OLD_WORKBOOK_LIMITS): Promise<Result<readonly OldRow[]>> {
  const worker = new Worker(new URL('./old-workbook-worker.ts', import.meta.url), {
    workerData: bytes, stdout: true, stderr: true, resourceLimits: { maxOldGenerationSizeMb: limits.megabytes },
  })
  try {
    const answer = await answerOf(worker, limits.seconds)
    if (answer === 'too-much') return refused(TOO_MUCH)
    return 'fault' in answer ? refused(FAULTS[answer.fault]) : done(answer.rows)
  } finally {
    await worker.terminate()
  }
}
