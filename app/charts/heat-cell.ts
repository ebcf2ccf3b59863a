import type { Paint } from '#app/domain/colour/scales.ts'
import { lensPaint, tierPaint } from '#app/domain/colour/scales.ts'

/** `tier`: values are tiers, 0.5 to 3. `lens`: values are shares of a whole, 0 to 1 (coverage, shares, levels). */
export type HeatScale = 'tier' | 'lens'

/** Where a cell leads: drill down, or what it is made of. */
type Linked = { href?: string | undefined }

/** People at one tier: half-steps 1 (tier 0.5) to 6 (tier 3). */
export type HeatPart = { halfSteps: number; count: number; text: string }

/** The figure of one rater: on the scale of the table, and as printed. */
export type HeatSide = { value: number; text: string }

/** What a cell can be. The states that are no figure look different from each other and from nothing. */
export type HeatCell =
	| (Linked & {
			kind: 'value'
			/** On the scale of the table: the colour. */
			value: number
			/** The figure as printed, in the account's locale: '1.6'. */
			text: string
			/** Below the figure: '42 of 51', 'n 42'. */
			note?: string
			/** In full for screen readers and as a tooltip: 'mean 1.6 · 42 of 51 assessed · Q3 2026'. */
			description?: string
			/** Since the comparison cycle, on the scale of the table; with its text from formatChange. */
			change?: { value: number; text: string } | undefined
	  })
	/** A figure that has no place on the scale, such as a change: printed without a colour. */
	| (Linked & { kind: 'plain'; text: string; note?: string; description?: string })
	/** People stand here, and there is no figure of the kind that was asked for: no comparison, no target, no values. The note says which. */
	| (Linked & { kind: 'none'; note: string; description?: string })
	/** What two raters said of the same people, side by side, with the difference between them. */
	| (Linked & {
			kind: 'sides'
			self: HeatSide
			manager: HeatSide
			/** The manager's less the own, as printed; null where nothing is concluded from it. */
			difference: string | null
			note?: string
			description?: string
	  })
	/** How many stand at each tier, as a bar. */
	| (Linked & { kind: 'distribution'; parts: readonly HeatPart[]; note?: string; description?: string })
	/** About fewer people than the minimum, or hidden to keep such a cell hidden. */
	| (Linked & { kind: 'suppressed'; description?: string })
	/** People stand here and none of them is assessed. */
	| (Linked & { kind: 'notAssessed'; note?: string; description?: string })
	/** Everyone here is exempt. */
	| (Linked & { kind: 'exempt'; description?: string })
	/** Nobody stands here. */
	| { kind: 'empty' }

export type HeatColumn = {
	id: string
	label: string
	/** Below the label, smaller: the pattern of a family, a count. */
	note?: string | undefined
	href?: string | undefined
}

export type HeatRow = {
	id: string
	label: string
	/** Below the label, smaller: '7 teams · 84 people'. */
	note?: string | undefined
	/** Drills down into the row. */
	href?: string | undefined
	/** One for each column, in their order. */
	cells: readonly HeatCell[]
}

/** A cell with the figure that its column is sorted by: null where the reader is shown none. */
export type PlacedCell = { cell: HeatCell; order: number | null }

/** Whether any cell of a table, its first row among them, is of a kind. */
export const someCell = (
	rows: readonly (HeatRow | undefined)[],
	test: (cell: HeatCell) => boolean,
): boolean => rows.some((row) => row?.cells.some(test))

export const isNone = ({ kind }: HeatCell): boolean => kind === 'none'

/** A column with what stands in it. */
export type HeatColumnSource = HeatColumn & { cellOf: (nodeId: string) => PlacedCell }

export function paintOf(value: number, scale: HeatScale): Paint {
	return scale === 'tier' ? tierPaint(value) : lensPaint(value)
}

/** The custom properties that heatmap.css draws a painted cell with. */
export function paintStyle(paint: Paint): Record<string, string> {
	return {
		'--cell-light': paint.light,
		'--ink-light': paint.lightInk,
		'--cell-dark': paint.dark,
		'--ink-dark': paint.darkInk,
	}
}
