import type { Direction } from './direction.ts'

/** What a change means: nothing is better or worse of a metric that points nowhere. */
export type ChangeMeaning = 'better' | 'worse' | 'same' | 'neither'

export function meaningOfChange(direction: Direction, from: number, to: number): ChangeMeaning {
	if (from === to) return 'same'
	if (direction === 'none') return 'neither'
	return to > from === (direction === 'up') ? 'better' : 'worse'
}
