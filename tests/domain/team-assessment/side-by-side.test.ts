import { expect, test } from 'vitest'
import { compareInputs, differ } from '#app/domain/team-assessment/compare-inputs.ts'
import { lensFinding } from '#app/domain/team-assessment/lens-finding.ts'
import type { Verdict } from '#app/domain/team-assessment/verdict.ts'

const checks = [{ key: 'a' }, { key: 'b' }, { key: 'c' }, { key: 'd' }]
const input = (memberId: string, ...given: (Verdict | null)[]) => ({
	memberId,
	checks: given.map((verdict, index) => ({ checkKey: checks[index]?.key ?? '', verdict, note: null })),
})

test('checks on which people differ most come first, and what all say is proposed', () => {
	const compared = compareInputs(checks, [
		input('ada', 'met', 'met', 'partly', null),
		input('ben', 'met', 'not', 'met', null),
		input('cem', null, 'partly', 'partly'),
	])
	expect(compared.map(({ check, difference, common }) => [check.key, difference, common])).toEqual([
		['b', 2, null],
		['c', 1, null],
		['a', 0, 'met'],
		['d', 0, null],
	])
	expect(compared[0]?.voices.map(({ memberId, verdict }) => [memberId, verdict])).toEqual([
		['ada', 'met'],
		['ben', 'not'],
		['cem', 'partly'],
	])
	expect([differ([2, 2, null]), differ([2, 3]), differ([])]).toEqual([false, true, false])
})

const tiersOf = (medianHalfSteps: number) => ({ medianHalfSteps, n: 5, k: 5, hasTeamsBelow: false })

test('a team at Workflows whose median member is at tier 1 is a finding, and so is the reverse', () => {
	expect(lensFinding({ rung: 4, tiers: tiersOf(2) })).toMatch(/^The team is at rung 4 .* tier 1:/)
	expect(lensFinding({ rung: 6, tiers: tiersOf(1) })).toMatch(/tier 0\.5/)
	expect(lensFinding({ rung: 1, tiers: tiersOf(4) })).toMatch(/^The median .* tier 2, .* rung 1/)
	const fine = [
		{ rung: 4, tiers: tiersOf(3) },
		{ rung: 3, tiers: tiersOf(2) },
		{ rung: 2, tiers: tiersOf(6) },
		{ rung: 1, tiers: tiersOf(3) },
		{ rung: null, tiers: tiersOf(2) },
		{ rung: 4, tiers: null },
	]
	expect(fine.map(lensFinding)).toEqual(fine.map(() => null))
})

test('nothing is found below k people, nor where the tiers are of teams below as well', () => {
	expect(lensFinding({ rung: 4, tiers: { ...tiersOf(2), n: 4 } })).toBeNull()
	expect(lensFinding({ rung: 4, tiers: { ...tiersOf(2), hasTeamsBelow: true } })).toBeNull()
})
