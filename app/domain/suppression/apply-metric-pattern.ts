import type { CycleParts } from '#app/domain/metric/cycle-figure.ts'
import { addCycleParts } from '#app/domain/metric/cycle-figure.ts'
import type { Source } from '#app/domain/metric/roll-up.ts'
import type { AllFamilies, Disclosure } from './apply-pattern.ts'
import { tierMeasure } from './pattern.ts'

/** What one metric comes to at a node of a published cycle. */
export type MetricRow = {
	readonly nodeId: string
	readonly source: Source
	/** Of what is made of people. */
	readonly familyId: string | null
	readonly parts: CycleParts
	/** As stored at publication, for who sees nobody. */
	readonly isShown: boolean
}

/**
 * - `suppressed`: there are people or teams, and that is all that is said: not even whether they have values
 * - `none`: no values; of people it is said only to who sees everybody there
 * - `empty`: nobody of the family took part there
 */
export type MetricCell =
	| { readonly kind: 'shown'; readonly parts: CycleParts }
	| { readonly kind: 'suppressed' }
	| { readonly kind: 'none' }
	| { readonly kind: 'empty' }

export type NodeMetrics = {
	readonly nodeId: string
	readonly families: readonly { readonly familyId: string; readonly cell: MetricCell }[]
	/** The sum of the families that are shown, so it says nothing that they do not say. */
	readonly allFamilies: AllFamilies<MetricCell>
	/** What came for the node itself. */
	readonly own: MetricCell
	/** What the values of the teams below it come to. */
	readonly teams: MetricCell
}

export type ApplyMetricInput = {
	readonly nodeIds: readonly string[]
	readonly familyIds: readonly string[]
	readonly rows: readonly MetricRow[]
	readonly disclosure: Disclosure
	/** Nodes whose metrics the reader may read at all; null for every one. */
	readonly readableNodeIds: ReadonlySet<string> | null
	/** Whether what came for a node, or for the teams below it, may be for the reader, where the node is not open to them. */
	readonly readsTeams: (nodeId: string, source: 'own' | 'teams') => boolean
	readonly hasPeople: (nodeId: string, familyId: string) => boolean
}

/** Turns what was frozen of a metric into what the reader gets. Nothing of a suppressed cell but its kind leaves this function. */
export function applyMetricPattern(input: ApplyMetricInput): NodeMetrics[] {
	const { nodeIds, familyIds, rows, disclosure, readableNodeIds, readsTeams, hasPeople } = input
	return nodeIds.map((nodeId): NodeMetrics => {
		const ofNode = rows.filter((row) => row.nodeId === nodeId)
		const isOpen = disclosure.kind === 'everything' || disclosure.openNodeIds.has(nodeId)
		const isReadable = isOpen || readableNodeIds === null || readableNodeIds.has(nodeId)
		const families = familyIds.map((familyId) => {
			const row = ofNode.find((one) => one.source === 'people' && one.familyId === familyId)
			if (!row && !hasPeople(nodeId, familyId)) return { familyId, cell: { kind: 'empty' } as const }
			const isShown =
				isOpen ||
				(isReadable &&
					disclosure.kind === 'pattern' &&
					row !== undefined &&
					disclosure.isShown(nodeId, familyId, tierMeasure))
			return { familyId, cell: cellOf(row, isShown) }
		})
		const ofTeams = (source: 'own' | 'teams') => {
			const row = ofNode.find((one) => one.source === source)
			const isForReader = isOpen || (isReadable && readsTeams(nodeId, source))
			return row ? cellOf(row, isForReader && (isOpen || row.isShown)) : ({ kind: 'none' } as const)
		}
		return { nodeId, families, allFamilies: together(families), own: ofTeams('own'), teams: ofTeams('teams') }
	})
}

function cellOf(row: MetricRow | undefined, isShown: boolean): MetricCell {
	if (!isShown) return { kind: 'suppressed' }
	return row ? { kind: 'shown', parts: row.parts } : { kind: 'none' }
}

function together(families: NodeMetrics['families']): AllFamilies<MetricCell> {
	const shown = families.flatMap(({ familyId, cell }) =>
		cell.kind === 'shown' ? [{ familyId, parts: cell.parts }] : [],
	)
	const parts = addCycleParts(shown.map((one) => one.parts))
	const unshown = (['suppressed', 'none'] as const).find((kind) =>
		families.some(({ cell }) => cell.kind === kind),
	)
	return {
		cell: parts ? { kind: 'shown', parts } : { kind: unshown ?? 'empty' },
		familyIds: shown.map(({ familyId }) => familyId),
		leftOut: families.filter(({ cell }) => cell.kind === 'suppressed').length,
	}
}
