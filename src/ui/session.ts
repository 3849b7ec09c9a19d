import { QueryClient, useSuspenseQuery } from '@tanstack/react-query'
import type { Role } from '../base/actor.ts'
import type { Text } from '../base/result.ts'
import type { Words } from './language.ts'
import { get, Refused } from './api.ts'
import { discardCopy, getCopied } from './copied.ts'
import { useSearchWords } from './go.tsx'

/** What the program says of itself before anybody has signed in. */
export type State = {
  readonly set_up: boolean
  readonly demo: boolean
  /** Whether this browser's session lives: a page asks it before it asks for anything that needs one. */
  readonly signed_in: boolean
  /** Before the first account: the places that were entered already. */
  readonly places?: { readonly code: string; readonly county: string; readonly townships: number; readonly villages: number }
  readonly progress?: { readonly done: number; readonly total: number; readonly text: Words } | null
  readonly people?: readonly { readonly login: string; readonly name: string; readonly role_name: Text; readonly place: string; readonly place_name: string }[]
}

/** Who is signed in. */
export type Me = {
  readonly account: string
  readonly login: string
  readonly name: string
  readonly role: Role
  readonly role_name: Text
  readonly place: string
  readonly place_name: string
  readonly county: string
  readonly county_name: string
  readonly permissions: readonly string[]
  readonly demo: boolean
  readonly today: string
  /** Whether the tour of the desk has yet to be seen. */
  readonly tour_due: boolean
  /** Whether it must be changed before anything else, and from which day its owner is reminded. */
  readonly password: { readonly once: boolean; readonly changed_on: string | null; readonly due_on: string | null }
}

/** A refusal will not change by asking again; a lost connection may. */
export const newQueryClient = () => new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 20_000, refetchOnWindowFocus: false,
      retry: (failures, error) => failures < 2 && !(error instanceof Refused && error.status > 0),
    },
  },
})

export const stateQuery = { queryKey: ['state'], queryFn: () => get<State>('/state'), staleTime: 0 } as const
export const meQuery = { queryKey: ['me'], queryFn: () => getCopied<Me>('/me'), staleTime: 300_000 } as const

/** Who is signed in here, as far as the server can be asked; where it cannot, the copy of who was. A question that is refused for want of a session
 *  stands in the browser's console as an error, so the state is asked first. */
export async function whoIsHere(client: QueryClient): Promise<{ readonly me: Me } | { readonly state: State }> {
  if (client.getQueryData(meQuery.queryKey) === undefined) {
    // A question that was asked before somebody signed in, and is not answered yet, says nothing of now.
    await client.cancelQueries({ queryKey: stateQuery.queryKey })
    const state = await client.fetchQuery({ ...stateQuery, retry: false }).catch((error: unknown) => { if (!(error instanceof Refused && error.status === 0)) throw error })
    if (state?.signed_in === false) {
      discardCopy('/me')
      return { state }
    }
  }
  return { me: await client.ensureQueryData(meQuery) }
}

/** Inside the shell somebody is signed in. */
export const useMe = (): Me => useSuspenseQuery(meQuery).data

export const useMay = (permission: string): boolean => useMe().permissions.includes(permission)

/** The year that desk and document show: of the address, else this year. */
export function useYear(): number {
  const { today } = useMe()
  const asked = Number(useSearchWords()['year'])
  return Number.isInteger(asked) && asked > 1900 && asked < 2200 ? asked : Number(today.slice(0, 4))
}
