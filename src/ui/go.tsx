import { useMatch, useRouter, useRouterState } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, MouseEvent, ReactNode } from 'react'

/** Goes to an address of this program without reloading it. Rooms name addresses, not each other's pages. */
export function useGo(): (href: string, options?: { replace?: boolean }) => void {
  const router = useRouter()
  return (href, options) => (options?.replace ? router.history.replace(href) : router.history.push(href))
}

type GoProps = AnchorHTMLAttributes<HTMLAnchorElement> & { to: string; children: ReactNode }

/** A link inside the program: a real anchor, so that it opens in a new tab too. */
export function Go({ to, children, onClick, ...rest }: GoProps) {
  const go = useGo()
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    go(to)
  }
  return <a href={to} onClick={follow} {...rest}>{children}</a>
}

export const usePath = (): string => useRouterState({ select: state => state.location.pathname })

/** The address of the page that asks: while the next one is being loaded, the one that is left still stands at its own. */
export const usePagePath = (): string => useMatch({ strict: false, select: match => match.pathname })
/** A part of it, 1 the first. */
export const usePart = (number: number): string => usePagePath().split('/')[number] ?? ''

type Search = Readonly<Record<string, string | undefined>>

/** What stands after `?`, as plain words. */
export const useSearchWords = (): Search => useRouterState({ select: state => state.location.search as Search }) // web.tsx parses it so

/** Changes what stands after `?` and keeps the rest; an empty value leaves. `stay`: the page is not scrolled back to its top. */
export function useSetSearch(): (changes: Search, options?: { replace?: boolean; stay?: boolean }) => void {
  const router = useRouter()
  return (changes, options) => {
    const words = new URLSearchParams(router.history.location.search)
    for (const [key, value] of Object.entries(changes)) {
      if (value === undefined || value === '') words.delete(key)
      else words.set(key, value)
    }
    const href = router.history.location.pathname + (words.size > 0 ? `?${words}` : '')
    void router.navigate({ href, replace: options?.replace ?? false, resetScroll: options?.stay !== true })
  }
}
