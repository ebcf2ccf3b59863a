import type { AccountSession } from '#app/auth/account-context.server.ts'
import { listMetrics } from '#app/data/metrics/list-metrics.server.ts'
import { readMetricSight } from '#app/data/metrics/read-metric-sight.server.ts'
import { getAssessment } from '#app/data/team-assessments/get-assessment.server.ts'
import type { Assessment } from '#app/data/team-assessments/get-assessment.server.ts'
import { listEvidence } from '#app/data/team-assessments/list-evidence.server.ts'
import { compareInputs } from '#app/domain/team-assessment/compare-inputs.ts'
import { missingStack, shownLevel, shownSentence } from '#app/domain/team-assessment/shown-level.ts'
import { newIdempotencyKey } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { agenticEngineeringLadder as ladder } from '#seed/frameworks/agentic-engineering-ladder.ts'
import { fiveAiCodingLevels } from '#seed/frameworks/five-ai-coding-levels.ts'
import { levelChecks } from '#seed/frameworks/level-checks.ts'

/** How many pieces of evidence a form offers again. */
const offered = 50

/** An assessment as its page shows it to this person. */
export async function readAssessmentPage(
	session: AccountSession,
	of: { teamId: string; assessmentId: string },
) {
	const { scope, person, account } = session
	const found = await getAssessment(scope, person, of)
	if (!found) throw notFound()
	const { head, isRunning } = found
	const takesPart = head.gives || head.facilitates
	const isLevel = head.frameworkKey === fiveAiCodingLevels.key
	const agrees = isRunning && takesPart && head.state === 'revealed'
	return {
		...{ slug: account.slug, locale: account.locale, timeZone: account.timeZone },
		...{ ...found, takesPart, agrees, memberId: scope.memberId },
		level: isLevel ? readLevel(found) : null,
		ladder: isLevel ? null : readLadder(),
		evidence:
			agrees && isLevel ? await listEvidence(scope, person, { today: head.today, limit: offered }) : [],
		metrics: agrees && isLevel ? await readMetrics(session) : [],
		idempotencyKey: newIdempotencyKey(),
	}
}
export type AssessmentPage = Awaited<ReturnType<typeof readAssessmentPage>>

function readLevel({ head, checks: findings, inputs }: Assessment) {
	const { checks, note } = levelChecks
	const { levels, capabilities, roadmap } = fiveAiCodingLevels
	const shown = shownLevel(checks, findings, head.shownOn ?? head.today)
	const today = shownLevel(checks, findings, head.today)
	// Once it is agreed, what single people said is no claim of the team.
	const views = head.state === 'agreed' ? [] : inputs.map(({ claimed }) => claimed ?? 0)
	const claims = [head.claimed ?? 0, head.shown ?? 0, ...views]
	return {
		levels: levels.map(({ level, name, definition }) => ({ level, name, definition })),
		checks: checks.map(({ key, level, text, minimalStack = false }) => ({ key, level, text, minimalStack })),
		note,
		compared: compareInputs(checks, inputs),
		shown: { ...shown, sentence: shownSentence(shown) },
		/** Where evidence has expired since. */
		today: head.state === 'agreed' && today.level < shown.level ? today.level : null,
		missing: missingStack(Math.max(...claims), checks, findings, head.shownOn ?? head.today),
		stackNote: capabilities.notes[0]?.text ?? '',
		caveat: head.isRegulated ? roadmap.regulatedDomains : null,
	}
}
export type LevelPart = ReturnType<typeof readLevel>

function readLadder() {
	const { rungs, adviceText, sweetSpot } = ladder
	return {
		rungs: rungs.map(({ rung, name, definition, signs, trap, advice }) => ({
			...{ rung, name, definition, trap },
			signs: signs.map(({ text }) => text),
			advice: advice?.text ?? null,
		})),
		...{ adviceText, sweetSpot: sweetSpot.text },
	}
}
export type LadderPart = ReturnType<typeof readLadder>

/** The metrics that a piece of evidence may name: those of which something came. */
async function readMetrics({ scope, person }: AccountSession) {
	const { rows } = await listMetrics(scope, await readMetricSight(scope, person), {
		filter: { search: '', family: '', lens: '', state: 'measured' },
		...{ sort: 'name', order: 'asc' },
	})
	return rows.map(({ id, name }) => ({ id, name }))
}
