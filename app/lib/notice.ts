import { useRouteLoaderData } from 'react-router'

export const noticeTones = ['info', 'success', 'warning', 'error'] as const

/** What the last action says on the page that follows it. */
export type FlashNotice = { tone: (typeof noticeTones)[number]; message: string }

/** The message for this page, from the root route; shown by the layouts. */
export function useFlashNotice(): FlashNotice | null {
	const root = useRouteLoaderData<{ notice?: FlashNotice | null }>('root')
	return root?.notice ?? null
}
