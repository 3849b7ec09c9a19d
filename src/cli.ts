import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { RefusedInput } from './base/result.ts'
import { BadArguments, refuse, type Command, type Output } from './commands/command.ts'
import { readEnvironment } from './commands/environment.ts'
import { InUse } from './db/lock.ts'

// A command starts in half the time when what it is made of need not be compiled again; where the folder may not be written it does without.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/compile'))

/** The words of the command line; each is read only when it is used. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => (await import('./commands/serve.ts')).startCommand,
  serve: async () => (await import('./commands/serve.ts')).serveCommand,
  init: async () => (await import('./commands/init.ts')).initCommand,
  demo: async () => (await import('./commands/demo.ts')).demoCommand,
  law: async () => (await import('./commands/law.ts')).lawCommand,
  decide: async () => (await import('./commands/decide.ts')).decideCommand,
  screen: async () => (await import('./commands/screen.ts')).screenCommand,
  import: async () => (await import('./commands/import.ts')).importCommand,
  pay: async () => (await import('./commands/pay.ts')).payCommand,
  figures: async () => (await import('./commands/figures.ts')).figuresCommand,
  report: async () => (await import('./commands/report.ts')).reportCommand,
  verify: async () => (await import('./commands/verify.ts')).verifyCommand,
  backup: async () => (await import('./commands/backup.ts')).backupCommand,
  restore: async () => (await import('./commands/restore.ts')).restoreCommand,
  move: async () => (await import('./commands/move.ts')).moveCommand,
  admin: async () => (await import('./commands/admin.ts')).adminCommand,
  bench: async () => (await import('./commands/bench.ts')).benchCommand,
  pack: async () => (await import('./commands/pack.ts')).packCommand,
  doctor: async () => (await import('./commands/doctor.ts')).doctorCommand,
}

const outputTo = (json: boolean): Output => ({
  json,
  print: (value, text) => void process.stdout.write(`${json ? JSON.stringify(value, null, 2) : text}\n`),
  log: text => void process.stderr.write(`${text}\n`),
})

async function help(out: Output): Promise<void> {
  const lines = await Promise.all(Object.values(COMMANDS).map(async load => {
    const command = await load()
    return `  ${command.usage}\n      ${command.summary.zh} / ${command.summary.en}`
  }))
  out.print({ commands: Object.keys(COMMANDS) }, `${readEnvironment(process.env).TONGXIN_CALLED} <command> [--json]\n${lines.join('\n')}`)
}

/** Runs one command. Exit code 0 done, 2 bad arguments or refused input, 1 a fault. */
async function main(words: readonly string[]): Promise<number> {
  const [name, ...rest] = words.filter(word => word !== '--json')
  const out = outputTo(words.includes('--json'))
  if (name === undefined || name === 'help' || name === '--help') {
    await help(out)
    return name === undefined ? 2 : 0
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!load) {
    out.log(`没有“${name}”这个命令；可用 / no such command; there are: ${Object.keys(COMMANDS).join(', ')}`)
    return 2
  }
  const command = await load()
  try {
    return await command.run(rest, out)
  } catch (error) {
    if (error instanceof RefusedInput) return refuse(out, error.refusals)
    if (error instanceof InUse) out.log(error.message)
    else if (error instanceof BadArguments) out.log(`${error.message}\n${command.usage}`)
    else {
      out.log(error instanceof Error ? error.stack ?? error.message : String(error))
      return 1
    }
    return 2
  }
}

process.exitCode = await main(process.argv.slice(2))
// A pipe takes a long answer in pieces: it is emptied before the process ends.
await Promise.all([process.stdout, process.stderr].map(stream => new Promise<void>(done => { stream.write('', () => done()) })))
// It ends by itself. `process.exit` waits for the compiler's threads while it still holds the heap, and one of them that just then
// waits for a collection waits for ever (nodejs/node#54918); it is for a handle only that a library leaves open.
setTimeout(() => process.exit(), 5_000).unref()
