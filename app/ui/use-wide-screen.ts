import { useSyncExternalStore } from 'react'

/** As table.css has it: below, rows are cards. */
const wide = '(width >= 48rem)'

function subscribe(changed: () => void) {
	const query = window.matchMedia(wide)
	query.addEventListener('change', changed)
	return () => query.removeEventListener('change', changed)
}

/** Whether a browser shows tables as tables; false on the server, without JavaScript and on a phone. */
export function useWideScreen(): boolean {
	return useSyncExternalStore(
		subscribe,
		() => window.matchMedia(wide).matches,
		() => false,
	)
}
