import type { StallLens } from '#app/domain/heatmap/stall-lens.ts'
import type { Remedy } from '#app/domain/roadmap/remedies.ts'
import { ladderRemedies, levelRemedies } from '#app/domain/roadmap/remedies.ts'
import { agenticEngineeringLadder as ladder } from '#seed/frameworks/agentic-engineering-ladder.ts'
import { fiveAiCodingLevels as five } from '#seed/frameworks/five-ai-coding-levels.ts'
import { skillProgressionMap as map } from '#seed/frameworks/skill-progression-map.ts'

/** What a plan takes up: an entry of a framework by its key, or where the framework has none to take up, an item of one's own. */
export type Takeable = { key: string | null; text: string; against: string | null }

/** What the source says of standing still at a level. */
export type Advice = {
	title: string
	text: string
	reasons: { key: string; name: string | null; text: string }[]
	/** Mistakes or traps, each with what helps. */
	traps: { key: string; name: string; text: string; helps: string }[]
	trapsTitle: string
	takeables: Takeable[]
	/** Where to read on, below the frameworks of the account. */
	path: string
}

const takeable = ({ key, text, against }: Remedy): Takeable => ({ key, text, against })

/**
 * The source's words on a group or team that stands still, in the wording of our record of it.
 *
 * @param level mean in half-steps, AI coding level, or rung
 */
export function adviceOn(lens: StallLens, level: number): Advice {
	switch (lens) {
		case 'tiers':
			return tierAdvice(level)
		case 'levels':
			return levelAdvice(level)
		case 'rungs':
			return rungAdvice(level)
	}
}

function tierAdvice(mean: number): Advice {
	const next = map.transitions.find(({ to }) => mean < to) ?? map.transitions.at(-1)
	return {
		title: 'What carries people on',
		text: 'The skill progression map gives no reasons for standing still and no remedies. It names the skill that carries people from one level to the next.',
		reasons: next ? [{ key: next.key, name: next.name, text: next.text }] : [],
		...{ traps: [], trapsTitle: '' },
		takeables: next ? [{ key: null, text: `${next.name}: ${next.text}`, against: null }] : [],
		path: 'skill-progression-map#skills',
	}
}

function levelAdvice(level: number): Advice {
	const { stall, mistakes } = five
	const isStall = level === stall.level
	const isBelow = level < mistakes.belowLevel
	return {
		title: 'What the source says',
		text: isStall
			? stall.text
			: isBelow
				? mistakes.text
				: `The source names reasons and mistakes below AI coding level ${mistakes.belowLevel} only.`,
		reasons: isStall ? stall.reasons.map(({ key, name, text }) => ({ key, name, text })) : [],
		traps: isBelow
			? mistakes.items.map(({ key, name, text, remediation }) => ({
					...{ key, name, text, helps: remediation.text },
				}))
			: [],
		trapsTitle: 'Mistakes to look for',
		takeables: levelRemedies(five)
			.filter(({ from }) => (from === 'stall' ? isStall : isBelow))
			.map(takeable),
		path: 'five-ai-coding-levels/building',
	}
}

function rungAdvice(level: number): Advice {
	const rung = ladder.rungs.find((one) => one.rung === level)
	const { trap } = rung ?? {}
	return {
		title: rung ? `What rung ${level}, ${rung.name}, leaves open` : 'What the source says',
		text: ladder.trapsText,
		reasons: (rung?.limits ?? []).map(({ key, text }) => ({ key, name: null, text })),
		traps: trap ? [{ key: trap.key, name: trap.name, text: trap.text, helps: trap.wayOut }] : [],
		trapsTitle: 'The trap of this rung',
		takeables: ladderRemedies(ladder)
			.filter(({ key }) => key === trap?.key)
			.map(takeable),
		path: 'agentic-engineering-ladder#rungs',
	}
}
