import type { Job } from '../jobs/jobs.ts'
import { reopenLaw, type LawInUse, type LawPlace } from './actions.ts'
import { hashOfFiles, inWords, lawFolders } from './load.ts'

const LOOK_MILLISECONDS = 3000

/** Watches the folders of the law while the program serves: a changed one is taken when nothing is wrong with it, else the last good law stays. */
export function lawJob(place: LawPlace, inUse: LawInUse, log: (text: string) => void): Job {
  const found = () => hashOfFiles(lawFolders(place.directories).flat())
  // What stands was read before the program served: what changed since is seen at the first look. Faults were told already.
  let seen = inUse.standing.faults.length === 0 ? hashOfFiles(inUse.law.files) : found()
  const look = async () => {
    const now = found()
    if (now === seen) return
    const outcome = await reopenLaw(place, inUse)
    seen = now
    const { hash, faults } = inUse.standing
    if (outcome === 'taken') log(`政策已更新 / the law was taken: ${hash}`)
    else log(keptInWords(faults.length, hash, inWords(faults)))
  }
  return { name: 'law', every_milliseconds: LOOK_MILLISECONDS, run: look }
}

export const keptInWords = (faults: number, hash: string, words: string): string =>
  `政策文件有 ${faults} 处错误，没有采用，沿用此前的 ${hash} / the law folder has ${faults} faults and was not taken; what stood before stays:\n${words}`
