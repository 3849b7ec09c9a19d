import type { Answer, Database, Session } from '../../src/db/db.ts'

/** What a database or the way to it can do to a caller. `lost-after`: it was committed, and the answer never came. */
export const FAULT_KINDS = ['lost-before', 'lost-after', 'disk-full'] as const
export type FaultKind = typeof FAULT_KINDS[number]

/** The error that was meant; any other that a caller gets is a fault of the program. */
export class Injected extends Error {
  readonly code: string
  constructor(kind: FaultKind) {
    super(kind === 'disk-full' ? 'could not extend file: No space left on device' : 'Connection terminated unexpectedly')
    this.code = kind === 'disk-full' ? '53100' : '08006'
  }
}

/** A database whose next transaction meets one fault, once it is armed. */
export type FaultyDatabase = Database & {
  /** The fault comes at this statement, or at the commit when the transaction has fewer. */
  arm(kind: FaultKind, statement: number): void
  /** Whatever did not come is called off. @returns what had been committed when the answer was lost, else undefined */
  disarm(): unknown
}

type Armed = { readonly kind: FaultKind; left: number }

function counting(session: Session, armed: Armed): Session {
  const step = () => { if (armed.kind !== 'lost-after' && --armed.left < 0) throw new Injected(armed.kind) }
  return {
    query: async <Row>(sql: string, parameters?: readonly unknown[]): Promise<Answer<Row>> => { step(); return session.query<Row>(sql, parameters) },
    ...(session.copy ? { copy: (...given: Parameters<NonNullable<Session['copy']>>) => { step(); return session.copy!(...given) } } : {}),
  }
}

export function faulty(database: Database): FaultyDatabase {
  let armed: Armed | undefined
  let committed: unknown
  return {
    kind: database.kind,
    arm: (kind, statement) => { armed = { kind, left: statement }; committed = undefined },
    disarm: () => { armed = undefined; return committed },
    async transaction(work) {
      const own = armed
      armed = undefined
      if (own === undefined) return database.transaction(work)
      const value = await database.transaction(async session => {
        const answer = await work(counting(session, own))
        if (own.kind !== 'lost-after') throw new Injected(own.kind)
        return answer
      })
      committed = value
      throw new Injected('lost-after')
    },
    analyze: () => database.analyze(),
    close: () => database.close(),
  }
}
