import { useCallback, useState } from 'react'
import { useFetcher, useLocation } from 'react-router'
import { changeSearch } from '#app/ui/search.ts'
import type { HeatmapPageOf } from './read-page.server.ts'
import type { loader } from './route.tsx'

type Page = HeatmapPageOf<'heatmap'>
type Loaded = { of: Page; rows: Page['rows']; page: number }

/**
 * The rows of the page and of those that follow it, which arrive as `onNearEnd` is called: by themselves, so that nothing else
 * of the page is read again. Without JavaScript there are links.
 */
export function useMoreRows(page: Page) {
	const { pathname, search } = useLocation()
	const { load, state, data } = useFetcher<typeof loader>({ key: `rows ${search}` })
	const [loaded, setLoaded] = useState<Loaded>({ of: page, rows: page.rows, page: page.paging.page })
	// Other rows, or the same read anew: what had followed the old ones is gone.
	const current: Loaded = loaded.of === page ? loaded : { of: page, rows: page.rows, page: page.paging.page }
	if (current !== loaded) setLoaded(current)
	const isNext = data?.kind === 'heatmap' && data.paging.page === current.page + 1
	if (isNext && state === 'idle') {
		setLoaded({ ...current, rows: [...current.rows, ...data.rows], page: data.paging.page })
	}
	const { total, pageSize } = page.paging
	const next = current.page + 1
	const hasMore = (next - 1) * pageSize < total
	const onNearEnd = useCallback(() => {
		if (hasMore && state === 'idle') void load(pathname + changeSearch(search, { page: next }))
	}, [hasMore, state, load, pathname, search, next])
	const before = (page.paging.page - 1) * pageSize
	return {
		rows: current.rows,
		isLoading: state !== 'idle',
		/** Undefined where every row is there from the start. */
		more: total > pageSize ? { total, before, onNearEnd } : undefined,
	}
}
