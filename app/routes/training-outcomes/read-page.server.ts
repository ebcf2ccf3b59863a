import type { AccountSession } from '#app/auth/account-context.server.ts'
import { listReadableSnapshots } from '#app/data/list-readable-snapshots.server.ts'
import { readRubric } from '#app/data/read-rubric.server.ts'
import { readTrainingOutcomes } from '#app/data/training-outcomes/read-training-outcomes.server.ts'
import { stepTexts } from '#app/domain/training-need/step-texts.ts'
import { formatStep } from '#app/domain/training-topic/topic-words.ts'
import { notFound } from '#app/lib/http.server.ts'

/** What moved between two published cycles that follow one another, as the URL names the later of them. */
export async function readOutcomesPage({ scope, person, account }: AccountSession, url: URL) {
	const { locale, timeZone, slug } = account
	const common = { locale, timeZone, account: `/a/${slug}` }
	const snapshots = await listReadableSnapshots(scope, person)
	// Of each cycle the newest version.
	const cycles = snapshots.filter(
		({ cycleId }, i) => snapshots.findIndex((one) => one.cycleId === cycleId) === i,
	)
	const asked = url.searchParams.get('cycle') || cycles[0]?.cycleName
	const index = cycles.findIndex(({ cycleName, cycleId }) => cycleName === asked || cycleId === asked)
	if (index < 0 && url.searchParams.get('cycle')) throw notFound()
	const after = cycles[index]
	const before = cycles[index + 1]
	if (!after || !before) return { kind: 'nothing' as const, ...common, only: after?.cycleName ?? null }
	const read = await readTrainingOutcomes(scope, person, { before, after })
	if (!read) throw notFound()
	const rubric = await readRubric(scope, before)
	const { outcomes, ...facts } = read
	return {
		kind: 'outcomes' as const,
		...{ ...common, ...facts },
		before: before.cycleName,
		after: after.cycleName,
		cycles: cycles.slice(0, -1).map(({ cycleName }) => ({ value: cycleName, label: cycleName })),
		rows: outcomes.map((outcome) => ({
			...outcome,
			label: formatStep(outcome, locale),
			question: stepTexts(rubric, outcome)?.question ?? outcome.questionKey,
		})),
	}
}

export type OutcomesPage = Extract<Awaited<ReturnType<typeof readOutcomesPage>>, { kind: 'outcomes' }>
export type OutcomeRow = OutcomesPage['rows'][number]
