import { useState } from 'react'
import type { Refusal } from '../base/result.ts'
import { refusalsIn } from './states.tsx'

type Step = {
  readonly busy: boolean
  readonly refusals: readonly Refusal[]
  /** Does it and answers whether it was done; what an earlier try was refused is forgotten. */
  readonly take: (work: () => Promise<unknown>) => Promise<boolean>
}

/** One thing at a time asked of the server: whether it is under way, and what was refused, to be shown where it was asked. */
export function useStep(): Step {
  const [busy, setBusy] = useState(false)
  const [refusals, setRefusals] = useState<readonly Refusal[]>([])
  const take = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true)
    setRefusals([])
    try {
      await work()
      return true
    } catch (error) {
      setRefusals(refusalsIn(error))
      return false
    } finally {
      setBusy(false)
    }
  }
  return { busy, refusals, take }
}
