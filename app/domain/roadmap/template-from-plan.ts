import type { RoadmapItem } from './item.ts'
import { isCounted } from './item.ts'
import { phaseKeys } from './phase.ts'
import type { PhaseKey } from './phase.ts'
import type { TemplateItem, TemplatePhase } from './template.ts'
import { longestItemText, mostTemplateItems } from './template.ts'

type PlanItem = Pick<RoadmapItem, 'phase' | 'kind' | 'text' | 'state'> & {
	/** Key of the template’s entry that it came from; null for what was added in the plan. */
	sourceKey: string | null
}

export type TemplateFromPlan =
	| { ok: true; phases: TemplatePhase[] }
	| { ok: false; reason: 'no-items' | 'too-many-items' }
	/** An item of a plan may say more than one of a template. */
	| { ok: false; reason: 'long-texts'; texts: string[] }

/**
 * The phases of a template of the account’s own, from a plan: its deliverables and outcomes but what was dropped, in the order of the
 * items. Days, owners, weights and conditions are the plan’s and stay with it.
 */
export function templateFromPlan(
	names: Readonly<Record<PhaseKey, string>>,
	items: readonly PlanItem[],
): TemplateFromPlan {
	const taken = new Set<string>()
	const keyOf = ({ sourceKey, phase }: PlanItem): string => {
		if (sourceKey !== null && !taken.has(sourceKey)) return sourceKey
		let number = 1
		while (taken.has(`own.${phase}.item-${number}`)) number += 1
		return `own.${phase}.item-${number}`
	}
	const phases = phaseKeys.map((key): TemplatePhase => {
		const own = items.filter((item) => item.phase === key && isCounted(item))
		return {
			key,
			name: names[key],
			items: own.flatMap((item): TemplateItem[] => {
				if (item.kind !== 'deliverable' && item.kind !== 'outcome') return []
				const itemKey = keyOf(item)
				taken.add(itemKey)
				return [{ key: itemKey, kind: item.kind, text: item.text }]
			}),
		}
	})
	const count = phases.reduce((sum, phase) => sum + phase.items.length, 0)
	if (count === 0) return { ok: false, reason: 'no-items' }
	if (count > mostTemplateItems) return { ok: false, reason: 'too-many-items' }
	const texts = phases.flatMap(({ items: own }) =>
		own.flatMap(({ text }) => (text.length > longestItemText ? [text] : [])),
	)
	if (texts.length > 0) return { ok: false, reason: 'long-texts', texts }
	return { ok: true, phases }
}
