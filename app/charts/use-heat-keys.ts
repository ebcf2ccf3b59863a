import type { KeyboardEvent, RefObject } from 'react'
import { useEffect } from 'react'

const selector = '[data-heat-row]'

const position = (target: HTMLElement) => ({
	row: Number(target.dataset.heatRow),
	column: Number(target.dataset.heatColumn),
})

/**
 * Arrow keys, Home and End (with Ctrl: the first and last row) move the focus over the cells of a heatmap.
 * Once it runs, one cell of the table is a stop of the Tab key instead of all; without JavaScript every link
 * stays one. The scroll-padding of the region keeps the focused cell out from under the sticky headers.
 * @returns the handler of the table
 */
export function useHeatKeys(table: RefObject<HTMLTableElement | null>, size: string) {
	useEffect(() => {
		const element = table.current
		if (!element) return
		const targets = [...element.querySelectorAll<HTMLElement>(selector)]
		const first = targets.find((target) => target.matches('a')) ?? targets[0]
		const makeStop = (stop: HTMLElement | undefined) => {
			for (const target of targets) target.tabIndex = target === stop ? 0 : -1
		}
		makeStop(first)
		const onFocus = (event: FocusEvent) => {
			const target = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>(selector) : null
			if (!target) return
			makeStop(target)
			// The whole tile, not only the text in it.
			target.closest('td')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
		}
		element.addEventListener('focusin', onFocus)
		return () => element.removeEventListener('focusin', onFocus)
	}, [table, size])

	return (event: KeyboardEvent<HTMLTableElement>) => {
		if (event.altKey || event.metaKey || event.shiftKey || !(event.target instanceof HTMLElement)) return
		const from = event.target.closest<HTMLElement>(selector)
		const element = table.current
		if (!from || !element) return
		const { row, column } = position(from)
		const rtl = getComputedStyle(element).direction === 'rtl' ? -1 : 1
		const targets = [...element.querySelectorAll<HTMLElement>(selector)]
		const lastRow = Math.max(...targets.map((target) => position(target).row))
		const lastColumn = Math.max(...targets.map((target) => position(target).column))
		const moves: Record<string, [number, number]> = {
			ArrowUp: [row - 1, column],
			ArrowDown: [row + 1, column],
			ArrowLeft: [row, column - rtl],
			ArrowRight: [row, column + rtl],
			Home: [event.ctrlKey ? 0 : row, 0],
			End: [event.ctrlKey ? lastRow : row, lastColumn],
		}
		const to = moves[event.key]
		if (!to) return
		event.preventDefault()
		element.querySelector<HTMLElement>(`[data-heat-row="${to[0]}"][data-heat-column="${to[1]}"]`)?.focus()
	}
}
