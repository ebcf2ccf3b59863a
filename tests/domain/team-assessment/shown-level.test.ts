import { expect, test } from 'vitest'
import type { CheckFinding } from '#app/domain/team-assessment/shown-level.ts'
import { missingStack, shownLevel, shownSentence } from '#app/domain/team-assessment/shown-level.ts'
import { verdicts } from '#app/domain/team-assessment/verdict.ts'
import { SeededRandom } from '#seed/demo/random.ts'
import { levelChecks } from '#seed/frameworks/level-checks.ts'

const { checks } = levelChecks
const today = '2026-11-26'
const holding = { expiresOn: null }

const met = (upTo: number): CheckFinding[] =>
	checks
		.filter(({ level }) => level <= upTo)
		.map(({ key }) => ({ checkKey: key, verdict: 'met', isReviewed: false, evidence: [holding] }))
const change = (findings: CheckFinding[], checkKey: string, to: Partial<CheckFinding>) =>
	findings.map((finding) => (finding.checkKey === checkKey ? { ...finding, ...to } : finding))

test('the level shown is the highest whose checks and all below are met with evidence', () => {
	for (const level of [0, 1, 2, 3, 4, 5]) expect(shownLevel(checks, met(level), today).level).toBe(level)
	expect(shownLevel(checks, [], today).level).toBe(0)
	const withoutFirst = change(met(5), 'checks.human-review', { verdict: 'partly' })
	expect(shownLevel(checks, withoutFirst, today)).toMatchObject({
		level: 0,
		before: [{ check: { key: 'checks.human-review' }, why: 'partly' }],
	})
})

test('evidence counts through the day on which it expires, and one piece that holds is enough', () => {
	const level = (...evidence: CheckFinding['evidence'][number][]) =>
		shownLevel(checks, change(met(2), 'checks.client-side', { evidence }), today)
	expect(level({ expiresOn: today }).level).toBe(2)
	expect(level({ expiresOn: '2026-11-25' })).toMatchObject({ level: 1, before: [{ why: 'expired' }] })
	expect(level({ expiresOn: '2026-11-25' }, holding).level).toBe(2)
	expect(level()).toMatchObject({ level: 1, before: [{ why: 'no-evidence' }] })
})

test('that a check does not apply counts once somebody else says so as well, and no level is shown by that alone', () => {
	const without = (isReviewed: boolean) =>
		change(met(1), 'checks.efficiency', { verdict: 'not_applicable', isReviewed, evidence: [] })
	expect(shownLevel(checks, without(false), today)).toMatchObject({
		level: 0,
		before: [{ why: 'not-reviewed' }],
	})
	expect(shownLevel(checks, without(true), today).level).toBe(1)
	const none = met(5).map((finding) => ({
		...finding,
		verdict: 'not_applicable' as const,
		isReviewed: true,
	}))
	expect(shownLevel(checks, none, today).level).toBe(0)
})

test('one sentence says why', () => {
	const sentence = (findings: CheckFinding[]) => shownSentence(shownLevel(checks, findings, today))
	expect(sentence([])).toBe('No level is shown yet; 4 checks stand before level 1.')
	expect(sentence(change(met(2), 'checks.client-side', { verdict: 'not' }))).toBe(
		'Level 1 is shown: all of its checks stand, with evidence; 1 check stands before level 2.',
	)
	expect(sentence(met(5))).toBe(
		'Level 5 is shown: its checks and all below stand, with evidence. There is no higher one.',
	)
})

test('a claim of level 3 or more without the minimal stack is challenged with what is missing of it', () => {
	const missing = (claimed: number | null, findings: CheckFinding[]) =>
		missingStack(claimed, checks, findings, today).map(({ check, why }) => [check.key, why])
	expect(missing(2, met(2))).toEqual([])
	expect(missing(null, [])).toEqual([])
	expect(missing(3, met(3))).toEqual([])
	expect(missing(3, met(2))).toEqual([
		['checks.lifecycle', 'unanswered'],
		['checks.observability', 'unanswered'],
		['checks.data-engineering', 'unanswered'],
	])
	const lifted = change(met(5), 'checks.observability', { verdict: 'not_applicable', isReviewed: true })
	expect(missing(5, lifted)).toEqual([['checks.observability', 'does-not-apply']])
})

test('meeting one more check, or adding evidence, never lowers the level that is shown', () => {
	const random = new SeededRandom(6)
	const seen = new Set<number>()
	let risen = 0
	for (let round = 0; round < 2000; round++) {
		// Mostly met, so that the higher levels are reached as well.
		const findings = checks.flatMap(({ key }): CheckFinding[] => {
			const good = random.chance(0.93)
			if (!good && random.chance(0.2)) return []
			return [
				{
					checkKey: key,
					verdict: good ? 'met' : random.chance(0.2) ? null : random.pick(verdicts),
					isReviewed: random.chance(0.5),
					evidence: good
						? [holding]
						: Array.from({ length: random.integer(0, 2) }, () => ({
								expiresOn: random.pick([null, '2026-11-25', today]),
							})),
				},
			]
		})
		const before = shownLevel(checks, findings, today).level
		seen.add(before)
		const { key } = random.pick(checks)
		const old = findings.find(({ checkKey }) => checkKey === key)
		const rest = findings.filter(({ checkKey }) => checkKey !== key)
		const base: CheckFinding = old ?? { checkKey: key, verdict: null, isReviewed: false, evidence: [] }
		const added = { expiresOn: random.pick([null, '2026-11-25', '2027-01-01']) }
		const meets: CheckFinding = { ...base, verdict: 'met', evidence: [...base.evidence, holding] }
		const proves: CheckFinding = { ...base, evidence: [...base.evidence, added] }
		for (const better of [meets, proves]) {
			const after = shownLevel(checks, [...rest, better], today).level
			expect(after, JSON.stringify({ findings, better })).toBeGreaterThanOrEqual(before)
			if (after > before) risen++
		}
	}
	expect([...seen].toSorted()).toEqual([0, 1, 2, 3, 4, 5])
	expect(risen).toBeGreaterThan(50)
})
