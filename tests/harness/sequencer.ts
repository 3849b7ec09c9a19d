import { createHash } from 'node:crypto'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take minutes, the longest first: one of them begun last would be waited for alone. */
const LONG = ['tests/simulator/seeds', 'tests/commands/commands', 'tests/law/agreement', 'tests/simulator/', 'tests/journeys/', 'tests/commands/', 'demo/', 'src/db/embedded', 'src/backup/']

/** The long ones first; among equals an order that the seed of the run decides. */
export default class LongestFirst extends BaseSequencer {
  override sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => { const found = LONG.findIndex(part => moduleId.includes(part)); return found < 0 ? LONG.length : found }
    const { seed } = this.ctx.config.sequence
    const lot = ({ moduleId, project }: TestSpecification): string => createHash('sha256').update(`${seed} ${project.name} ${moduleId}`).digest('hex')
    const keyed = files.map(file => ({ file, rank: rank(file), lot: lot(file) }))
    return Promise.resolve(keyed.toSorted((one, other) => one.rank - other.rank || (one.lot < other.lot ? -1 : 1)).map(({ file }) => file))
  }
}
