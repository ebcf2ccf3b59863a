import { useEffect } from 'react'
import { useFetcher } from 'react-router'
import type { FoundPlaces } from './found-places.ts'

/** Typing on within so many milliseconds asks once. */
const pause = 120

/** What the account has by the name that is being typed; the last answer stays until the next one is there. */
export function useFoundPlaces(
	findHref: string,
	query: string,
): { found: FoundPlaces['groups']; isSearching: boolean } {
	const { load, data } = useFetcher<FoundPlaces>()
	const q = query.trim()
	useEffect(() => {
		if (q === '') return
		const timer = setTimeout(() => void load(`${findHref}?${new URLSearchParams({ q })}`), pause)
		return () => clearTimeout(timer)
	}, [findHref, load, q])
	if (q === '') return { found: [], isSearching: false }
	return { found: data?.groups ?? [], isSearching: data?.q !== q }
}
