import { expect, test } from 'vitest'
import { cyclePhases, isRunning, mayMoveTo, runningPhases } from '#app/domain/cycle/cycle-phase.ts'
import {
	assessedStandings,
	countAssessed,
	countEligible,
	countToBecomeResults,
	countUnassessed,
	isParticipantStanding,
	noStandings,
	participantStandings,
	unassessedStandings,
} from '#app/domain/cycle/participant-standing.ts'

test('phases only go forward, and review and calibration may be left out', () => {
	const allowed = cyclePhases.flatMap((from) =>
		cyclePhases.filter((to) => mayMoveTo(from, to)).map((to) => `${from} ${to}`),
	)
	expect(allowed).toEqual([
		'draft open',
		'open review',
		'open calibration',
		'open published',
		'review calibration',
		'review published',
		'calibration published',
	])
})

test('a cycle runs from its opening to its publication', () => {
	expect(runningPhases).toEqual(['open', 'review', 'calibration'])
	expect(cyclePhases.filter(isRunning)).toEqual(runningPhases)
})

test('every standing is assessed, not assessed, or not eligible', () => {
	expect([...assessedStandings, ...unassessedStandings, 'exempt', 'left']).toHaveLength(
		participantStandings.length,
	)
	const counts = noStandings()
	participantStandings.forEach((standing, i) => (counts[standing] = 10 ** i))
	const sum = (of: readonly (typeof participantStandings)[number][]) =>
		of.reduce((total, standing) => total + counts[standing], 0)
	expect(countAssessed(counts)).toBe(sum(assessedStandings))
	expect(countUnassessed(counts)).toBe(sum(unassessedStandings))
	expect(countEligible(counts)).toBe(sum(participantStandings) - counts.exempt - counts.left)
	expect(cyclePhases.filter((phase) => countToBecomeResults(counts, phase) > 0)).toEqual(['open', 'review'])
	expect(countToBecomeResults(counts, 'review')).toBe(counts['single-rater'])
	expect(isParticipantStanding('agreed')).toBe(true)
	expect(isParticipantStanding('toString')).toBe(false)
})
