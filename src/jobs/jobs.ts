/** Work that a server does again and again, beside answering. */
export type Job = { readonly name: string; readonly every_milliseconds: number; run(): Promise<void> }
export type Jobs = { stop(): Promise<void> }

/** Runs each job after its pause, never twice at once. What a run throws is logged, and the next one comes all the same. */
export function startJobs(jobs: readonly Job[], log: (text: string) => void): Jobs {
  const running = new Map<string, Promise<void>>()
  const turn = (job: Job) => {
    if (running.has(job.name)) return
    const run = job.run()
      .catch((error: unknown) => log(`job ${job.name}: ${error instanceof Error ? error.stack ?? error.message : String(error)}`))
      .finally(() => running.delete(job.name))
    running.set(job.name, run)
  }
  const timers = jobs.map(job => setInterval(turn, job.every_milliseconds, job))
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer)
      await Promise.all(running.values())
    },
  }
}
