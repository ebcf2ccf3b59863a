import { useEffect, useEffectEvent } from 'react'
import type { KeyCommand } from './read-key.ts'
import { isTypingIn, readKey } from './read-key.ts'
import { areSingleKeysOn } from './single-keys.ts'

/** So long a `g` waits for its letter. */
const goMilliseconds = 1500

/**
 * Hears the keys of the whole page; none while a dialog is open.
 * @param onCommand answers whether the key was for something, so that the browser does not act on it as well
 */
export function useKeyCommands(onCommand: (command: KeyCommand) => boolean): void {
	const act = useEffectEvent(onCommand)
	useEffect(() => {
		let wentAt = -Infinity
		const onKeyDown = (event: KeyboardEvent) => {
			if (event.defaultPrevented || event.isComposing || event.repeat) return
			if (document.querySelector('dialog[open]')) return
			const afterGo = event.timeStamp - wentAt < goMilliseconds
			const command = readKey(event, {
				isTyping: isTypingIn(event.target),
				singleKeys: areSingleKeysOn(),
				afterGo,
			})
			wentAt = command?.kind === 'go' ? event.timeStamp : -Infinity
			if (command && act(command)) event.preventDefault()
		}
		document.addEventListener('keydown', onKeyDown)
		return () => document.removeEventListener('keydown', onKeyDown)
	}, [])
}
