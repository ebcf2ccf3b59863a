import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { LevelCheck } from '#app/domain/framework/level-checks.ts'
import { levels, levelWords } from './team-lens.ts'
import type { Verdict } from './verdict.ts'

type Check = Pick<LevelCheck, 'key' | 'level' | 'text' | 'minimalStack'>

/** What a team agreed about one check. */
export type CheckFinding = {
	checkKey: string
	verdict: Verdict | null
	/** Whether somebody else than who proposed it says as well that it does not apply. */
	isReviewed: boolean
	/** Each piece with the last day on which it holds; null: it holds on. */
	evidence: readonly { expiresOn: Day | null }[]
}

/** Why a check does not stand. */
export type Obstacle =
	'unanswered' | 'not' | 'partly' | 'no-evidence' | 'expired' | 'not-reviewed' | 'does-not-apply'

export type OpenCheck = { check: Check; why: Obstacle }

export type ShownLevel = {
	/** The highest level whose checks, and all below, stand; 0 is none yet. */
	level: number
	/** What stands before the next level; empty at the highest. */
	before: OpenCheck[]
}

export const obstacleWords: Record<Obstacle, string> = {
	unanswered: 'nothing agreed yet',
	not: 'not met',
	partly: 'partly met',
	'no-evidence': 'met, without evidence',
	expired: 'met, its evidence has expired',
	'not-reviewed': 'does not apply, not confirmed by somebody else',
	'does-not-apply': 'does not apply, which shows nothing',
}

/** Why a check does not stand on a day; null where it does: met with evidence that holds, or agreed by two not to apply. */
export function obstacleOf(finding: CheckFinding | undefined, today: Day): Obstacle | null {
	const { verdict = null, isReviewed = false, evidence = [] } = finding ?? {}
	if (verdict === null) return 'unanswered'
	if (verdict === 'not_applicable') return isReviewed ? null : 'not-reviewed'
	if (verdict !== 'met') return verdict
	if (evidence.some(({ expiresOn }) => expiresOn === null || expiresOn >= today)) return null
	return evidence.length > 0 ? 'expired' : 'no-evidence'
}

/** The level that a team shows on a day, whatever it claims. A level of which no check is met is not shown. */
export function shownLevel(
	checks: readonly Check[],
	findings: readonly CheckFinding[],
	today: Day,
): ShownLevel {
	const byKey = new Map(findings.map((finding) => [finding.checkKey, finding]))
	let level = 0
	for (const next of levels) {
		const own = checks.filter((check) => check.level === next)
		const before = own.flatMap((check): OpenCheck[] => {
			const why = obstacleOf(byKey.get(check.key), today)
			return why === null ? [] : [{ check, why }]
		})
		if (before.length > 0) return { level, before }
		if (own.every(({ key }) => byKey.get(key)?.verdict === 'not_applicable')) {
			return { level, before: own.map((check) => ({ check, why: 'does-not-apply' })) }
		}
		level = next
	}
	return { level, before: [] }
}

/** One sentence that says why it is this level. */
export function shownSentence({ level, before }: ShownLevel): string {
	const reached =
		level === 0
			? 'No level is shown yet'
			: level === 1
				? 'Level 1 is shown: all of its checks stand, with evidence'
				: `Level ${level} is shown: its checks and all below stand, with evidence`
	if (before.length === 0) return `${reached}. There is no higher one.`
	const count = before.length === 1 ? '1 check stands' : `${before.length} checks stand`
	return `${reached}; ${count} before ${levelWords(level + 1).toLowerCase()}.`
}

/**
 * The checks of the minimal MLOps stack that do not stand although level 3 or more is claimed; empty where nothing has to be
 * challenged. A part that two agreed not to apply is not shown.
 */
export function missingStack(
	claimed: number | null,
	checks: readonly Check[],
	findings: readonly CheckFinding[],
	today: Day,
): OpenCheck[] {
	if (claimed === null || claimed < 3) return []
	const byKey = new Map(findings.map((finding) => [finding.checkKey, finding]))
	return checks.flatMap((check): OpenCheck[] => {
		if (!check.minimalStack) return []
		const finding = byKey.get(check.key)
		if (finding?.verdict === 'not_applicable') return [{ check, why: 'does-not-apply' }]
		const why = obstacleOf(finding, today)
		return why === null ? [] : [{ check, why }]
	})
}
