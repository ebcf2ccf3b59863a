import { redirect } from 'react-router'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { listRoadmaps } from '#app/data/roadmaps/list-roadmaps.server.ts'
import { listTreeTeams } from '#app/data/roadmaps/list-tree-teams.server.ts'
import { readReachedLevels } from '#app/data/roadmaps/read-reached-levels.server.ts'
import { readRoadmapSight } from '#app/data/roadmaps/read-roadmap-sight.server.ts'
import { may } from '#app/domain/access/policy.ts'
import { mayPlanFor } from '#app/domain/access/roadmap-rights.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { liner, rollUpPlans, selectPlans } from '#app/domain/roadmap/portfolio.ts'
import { portfolioSearchSchema } from '#app/domain/roadmap/portfolio-search.ts'
import { plannedLevel } from '#app/domain/roadmap/roadmap-lens.ts'
import { changeSearch } from '#app/ui/search.ts'

const pageSize = 50

/** The plans that somebody may read, filtered, with how they stand over the tree of teams. */
export async function readPortfolio({ scope, person, account }: AccountSession, url: URL) {
	const search = portfolioSearchSchema.parse(Object.fromEntries(url.searchParams))
	const { sort, order, page, ...filter } = search
	const today = todayIn(account.timeZone)
	const plans = await listRoadmaps(scope, person, { today })
	const teams = await listTreeTeams(scope)
	const { compare } = new Intl.Collator(account.locale, { numeric: true })
	const selected = selectPlans(plans, search, { teams, compare })
	const listed = selected.slice((page - 1) * pageSize, page * pageSize)
	if (listed.length === 0 && page > 1) {
		throw redirect(url.pathname + changeSearch(url.searchParams, { page: null }))
	}
	const reached = await readReachedLevels(scope, person, { plans: listed })
	const rows = listed.map((plan) => ({
		...plan,
		plannedLevel: plannedLevel(plan, plan.phases, today),
		reached: reached.get(plan.id) ?? null,
	}))
	// Of teams only those are named that have a plan which the reader sees, and the ones above.
	const lineTo = liner(teams)
	const named = new Set(plans.flatMap(({ team }) => (team ? lineTo(team.id).map(({ id }) => id) : [])))
	const seen = teams.filter(({ id }) => named.has(id))
	const seenLineTo = liner(seen)
	const counted = selectPlans(plans, { ...search, team: '' }, { teams, compare })
	const params = new URLSearchParams(url.searchParams)
	params.delete('page')
	const hasTeamToPlan = async () => {
		const sight = await readRoadmapSight(scope)
		const isOpen = ({ id, isArchived }: (typeof teams)[number]) =>
			!isArchived && mayPlanFor(person, sight, id)
		return mayPlanFor(person, sight, null) || teams.some(isOpen)
	}
	return {
		...{ rows, filter, sort: { sort, order }, paging: { page, pageSize, total: selected.length } },
		hasPlans: plans.length > 0,
		rollUp: rollUpPlans(counted, seen, filter.team),
		line: seenLineTo(filter.team).map(({ id, name }) => ({ id, name })),
		teams: seen.map(({ id }) => ({
			id,
			path: seenLineTo(id)
				.map(({ name }) => name)
				.join(' / '),
		})),
		...{ locale: account.locale, accountName: account.name, today, root: `/a/${account.slug}` },
		csvHref: `/a/${account.slug}/roadmaps.csv?${params}`,
		mayPlan: may(person, 'roadmaps.edit') && (await hasTeamToPlan()),
	}
}

export type PortfolioPage = Awaited<ReturnType<typeof readPortfolio>>
export type PortfolioRow = PortfolioPage['rows'][number]
