/** What a key asks for; a letter after `g` names a section. */
export type KeyCommand = { kind: 'palette' | 'help' | 'search' | 'next' | 'previous' | 'go' } | Section
type Section = { kind: 'section'; letter: string }

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>

const singles: Record<string, Exclude<KeyCommand, Section>['kind']> = {
	'/': 'search',
	'?': 'help',
	j: 'next',
	k: 'previous',
	g: 'go',
}

/**
 * The command of a key. With Ctrl, Cmd or Alt only the palette is one; where somebody writes, or where single keys are
 * turned off, nothing else is either (WCAG 2.1.4).
 */
export function readKey(
	pressed: Pressed,
	{ isTyping, singleKeys, afterGo }: { isTyping: boolean; singleKeys: boolean; afterGo: boolean },
): KeyCommand | null {
	const key = pressed.key.toLowerCase()
	if (pressed.altKey) return null
	if (pressed.ctrlKey || pressed.metaKey) return key === 'k' ? { kind: 'palette' } : null
	if (isTyping || !singleKeys) return null
	if (afterGo && /^[a-z]$/.test(key)) return { kind: 'section', letter: key }
	const kind = singles[key]
	return kind ? { kind } : null
}

const plainInputs = new Set(['checkbox', 'radio', 'button', 'submit', 'reset', 'file', 'range', 'color'])

/** Whether a key goes into what has the focus: a field, or a select that jumps to what is typed. */
export function isTypingIn(target: EventTarget | null): boolean {
	if (!(target instanceof HTMLElement)) return false
	if (target instanceof HTMLInputElement) return !plainInputs.has(target.type)
	return target.isContentEditable || target.matches('textarea, select')
}
