import { useSyncExternalStore } from 'react'

const key = 'contour.single-keys'
const changed = 'contour:single-keys'

/** Whether shortcuts of one printable key may fire; a choice of this browser, on unless somebody turned them off. */
export function areSingleKeysOn(): boolean {
	try {
		return localStorage.getItem(key) !== 'off'
	} catch {
		return true
	}
}

export function setSingleKeys(on: boolean): void {
	try {
		if (on) localStorage.removeItem(key)
		else localStorage.setItem(key, 'off')
	} catch {
		// A browser that keeps nothing keeps the default.
	}
	window.dispatchEvent(new Event(changed))
}

function subscribe(onChange: () => void) {
	window.addEventListener(changed, onChange)
	window.addEventListener('storage', onChange)
	return () => {
		window.removeEventListener(changed, onChange)
		window.removeEventListener('storage', onChange)
	}
}

export function useSingleKeys(): boolean {
	return useSyncExternalStore(subscribe, areSingleKeysOn, () => true)
}
