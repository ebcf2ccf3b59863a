import type { KeyboardEvent, RefObject } from 'react'
import { useEffect } from 'react'

/** The place of a cell among the cells, from 0. */
export type HeatPosition = { row: number; column: number }

const selector = '[data-heat-row]'

const positionOf = (target: HTMLElement): HeatPosition => ({
	row: Number(target.dataset.heatRow),
	column: Number(target.dataset.heatColumn),
})

/**
 * Where a key leads: one cell on, to the ends of the row, with Ctrl to the ends of the table.
 * @param last the position of the last cell
 * @returns null for any other key, and at the edge
 */
export function heatMove(
	key: string,
	from: HeatPosition,
	last: HeatPosition,
	{ ctrl = false, rtl = false }: { ctrl?: boolean; rtl?: boolean } = {},
): HeatPosition | null {
	const ahead = rtl ? -1 : 1
	const moves: Record<string, HeatPosition> = {
		ArrowUp: { row: from.row - 1, column: from.column },
		ArrowDown: { row: from.row + 1, column: from.column },
		ArrowLeft: { row: from.row, column: from.column - ahead },
		ArrowRight: { row: from.row, column: from.column + ahead },
		Home: { row: ctrl ? 0 : from.row, column: 0 },
		End: { row: ctrl ? last.row : from.row, column: last.column },
	}
	const to = moves[key]
	const inside = to && to.row >= 0 && to.column >= 0 && to.row <= last.row && to.column <= last.column
	return inside ? to : null
}

/**
 * Arrow keys, Home and End move the focus over the cells of a heatmap. Once it runs, one cell of the table is
 * a stop of the Tab key instead of all; without JavaScript every link stays one. The scroll-padding of the
 * region keeps the focused cell out from under the sticky headers.
 * @param content changes when the cells do
 * @returns the handler of the table
 */
export function useHeatKeys(table: RefObject<HTMLTableElement | null>, content: string) {
	useEffect(() => {
		const element = table.current
		if (!element) return
		const targets = [...element.querySelectorAll<HTMLElement>(selector)]
		const makeStop = (stop: HTMLElement | undefined) => {
			for (const target of targets) target.tabIndex = target === stop ? 0 : -1
		}
		// Rows come and go while one moves over them: where one is stays the stop.
		const at = targets.find((target) => target === document.activeElement)
		makeStop(at ?? targets.find((target) => target.matches('a')))
		const onFocus = (event: FocusEvent) => {
			const target = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>(selector) : null
			if (!target) return
			makeStop(target)
			// The whole tile, not only the text in it.
			target.closest('td')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
		}
		element.addEventListener('focusin', onFocus)
		return () => element.removeEventListener('focusin', onFocus)
	}, [table, content])

	return (event: KeyboardEvent<HTMLTableElement>) => {
		if (event.altKey || event.metaKey || event.shiftKey || !(event.target instanceof HTMLElement)) return
		const from = event.target.closest<HTMLElement>(selector)
		const element = table.current
		const lastCell = element && [...element.querySelectorAll<HTMLElement>(selector)].at(-1)
		if (!from || !element || !lastCell) return
		const to = heatMove(event.key, positionOf(from), positionOf(lastCell), {
			ctrl: event.ctrlKey,
			rtl: getComputedStyle(element).direction === 'rtl',
		})
		if (!to) return
		event.preventDefault()
		element
			.querySelector<HTMLElement>(`[data-heat-row="${to.row}"][data-heat-column="${to.column}"]`)
			?.focus({ preventScroll: true })
	}
}
