import type { AccountSession } from '#app/auth/account-context.server.ts'
import { cellOfFamily } from '#app/charts/describe-heat-cell.ts'
import type { PublishedView } from '#app/data/heatmap/read-published-view.server.ts'
import { readWholeHeatmap } from '#app/data/heatmap/read-whole-heatmap.server.ts'
import type { TeamShares } from '#app/domain/heatmap/team-shares.ts'
import { countTeamsByMedian, lowestTeams } from '#app/domain/heatmap/team-shares.ts'
import type { NodeCells } from '#app/domain/suppression/apply-pattern.ts'
import { tierNames } from '#app/domain/tier/tier-name.ts'
import { allHalfSteps, tierOf } from '#app/domain/tier/tier.ts'
import { formatNumber, formatShare, formatTier } from '#app/ui/format.tsx'
import { skillProgressionMap as map } from '#seed/frameworks/skill-progression-map.ts'

/** The survey of a family's teams that the map gives, and the account's own teams of that family; null where it has none. */
export async function readSurvey({ scope, person, account }: AccountSession, view: PublishedView) {
	const guide = map.families.find(({ externalValidation }) => externalValidation !== undefined)
	const survey = guide?.externalValidation
	const family = view.families.find(({ key }) => key === guide?.family)
	if (!survey || !family) return null
	const { locale } = account
	const { nodes, cells, comparisonCells } = await readWholeHeatmap(scope, person, { view })
	const teamsOf = (of: ReadonlyMap<string, NodeCells>): TeamShares => {
		const tierAt = (id: string) => cellOfFamily(of.get(id), family.id).tier
		const lowest = lowestTeams(nodes, (id) => tierAt(id).kind !== 'empty')
		return countTeamsByMedian(lowest.map(({ id }) => tierAt(id)))
	}
	const now = teamsOf(cells)
	const before = view.comparisonId === null ? null : teamsOf(comparisonCells)
	const stages = survey.stages.map(({ name, halfSteps, figure }) => ({
		...{ name, halfSteps, tier: formatTier(tierOf(halfSteps), locale) },
		percent: map.figures.find(({ key }) => key === figure)?.value ?? 0,
	}))
	const named = stages.reduce((sum, { percent }) => sum + percent, 0)
	const share = (percent: number) => formatShare(percent / 100, locale)
	const columnOf = (of: TeamShares, halfSteps: (typeof allHalfSteps)[number]) => ({
		teams: formatNumber(of.byMedian[halfSteps], locale),
		// Nothing is concluded from a comparison below k.
		share: of.shown < view.k ? null : formatShare(of.byMedian[halfSteps] / of.shown, locale),
	})
	return {
		familyName: family.name,
		...{ text: survey.text, citation: survey.citation },
		stages: [
			...stages.map(({ name, tier, percent }) => ({ name, tier, share: share(percent) })),
			{ name: 'Not named by the survey', tier: null, share: share(100 - named) },
		],
		rows: allHalfSteps.map((halfSteps) => ({
			halfSteps,
			tier: formatTier(tierOf(halfSteps), locale),
			name: tierNames[halfSteps],
			stage: stages.find((stage) => stage.halfSteps === halfSteps)?.name ?? null,
			now: columnOf(now, halfSteps),
			before: before && columnOf(before, halfSteps),
		})),
		teams: { ...now, isFew: now.shown < view.k },
	}
}

export type Survey = NonNullable<Awaited<ReturnType<typeof readSurvey>>>
