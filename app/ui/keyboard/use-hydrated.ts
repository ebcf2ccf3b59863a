import { useSyncExternalStore } from 'react'

const never = () => () => undefined

/** False on the server and without JavaScript: for what could do nothing there. */
export function useHydrated(): boolean {
	return useSyncExternalStore(
		never,
		() => true,
		() => false,
	)
}
