import type { HeatLevel } from './heat-table.ts'

/** As many rows as a page shows beside other things: the heatmap itself has them all. */
export const mostRows = 40

/** A level with its first rows by name, and how many there are beyond them. */
export function firstRows<Level extends HeatLevel>(level: Level): { level: Level; more: number } {
	const children = level.children.slice(0, mostRows)
	return { level: { ...level, children }, more: level.children.length - children.length }
}
