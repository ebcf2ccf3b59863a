import { useRouteLoaderData } from 'react-router'
import type { OwnDue } from '#app/data/read-own-due.server.ts'

/** What waits for the person, which the layout has read for its navigation. */
export function useOwnDue(): OwnDue | null {
	return useRouteLoaderData<{ due: OwnDue | null }>('routes/account-layout/route')?.due ?? null
}
