import type { AccountSession } from '#app/auth/account-context.server.ts'
import { findOutcomes } from '#app/data/training-outcomes/find-outcomes.server.ts'
import { outcomesSearchSchema } from '#app/domain/training-assignment/outcomes-search.ts'
import { stepTexts } from '#app/domain/training-need/step-texts.ts'
import { formatStep } from '#app/domain/training-topic/topic-words.ts'
import { notFound } from '#app/lib/http.server.ts'

/** What moved between two published cycles that follow one another, as the URL names the later of them. */
export async function readOutcomesPage({ scope, person, account }: AccountSession, url: URL) {
	const { locale, timeZone, slug } = account
	const common = { locale, timeZone, slug, account: `/a/${slug}` }
	const search = outcomesSearchSchema.safeParse(Object.fromEntries(url.searchParams))
	if (!search.success) throw notFound()
	const found = await findOutcomes(scope, person, { cycle: search.data.cycle })
	if (!found) throw notFound()
	if ('kind' in found) return { ...found, ...common }
	const { before, after, cycles, rubric } = found
	const { outcomes, ...facts } = found.outcomes
	return {
		kind: 'outcomes' as const,
		...{ ...common, ...facts },
		before: before.cycleName,
		after: after.cycleName,
		cycles: cycles.slice(0, -1).map(({ cycleName }) => ({ value: cycleName, label: cycleName })),
		rows: outcomes.map((outcome) => ({
			...outcome,
			label: formatStep(outcome, locale),
			// A transition is no family's.
			family: rubric.families.find(({ key }) => outcome.questionKey.startsWith(`${key}.`))?.name ?? null,
			question: stepTexts(rubric, outcome)?.question ?? outcome.questionKey,
		})),
	}
}

export type OutcomesPage = Extract<Awaited<ReturnType<typeof readOutcomesPage>>, { kind: 'outcomes' }>
export type OutcomeRow = OutcomesPage['rows'][number]
