import { requireAccess } from '#app/auth/require-access.server.ts'
import { listRoadmaps } from '#app/data/roadmaps/list-roadmaps.server.ts'
import { listTreeTeams } from '#app/data/roadmaps/list-tree-teams.server.ts'
import { readReachedLevels } from '#app/data/roadmaps/read-reached-levels.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { phaseNamer } from '#app/domain/roadmap/phase.ts'
import { selectPlans } from '#app/domain/roadmap/portfolio.ts'
import { portfolioSearchSchema } from '#app/domain/roadmap/portfolio-search.ts'
import { levelNumber, plannedLevel } from '#app/domain/roadmap/roadmap-lens.ts'
import { describeStanding } from '#app/domain/roadmap/roadmap-words.ts'
import { csvResponse, formatCsv } from '#app/lib/csv.server.ts'
import type { Route } from './+types/route.ts'

const header = [
	...['plan', 'team', 'teams_below', 'lens', 'start_level', 'target_level', 'planned_level'],
	...['reached_level', 'reached_in', 'phase', 'standing', 'because'],
	...[
		'planned_share',
		'done_share',
		'forecast',
		'forecast_earliest',
		'forecast_latest',
		'starts_on',
		'ends_on',
	],
	...['owner', 'state'],
]

const round = (share: number | null) => share && Math.round(share * 1000) / 1000

/** Exactly the plans of the list with the same search, all pages of it. */
export async function loader({ request, context }: Route.LoaderArgs) {
	const { scope, person, account } = requireAccess(context, 'roadmaps.read')
	const search = portfolioSearchSchema.parse(Object.fromEntries(new URL(request.url).searchParams))
	const today = todayIn(account.timeZone)
	const { compare } = new Intl.Collator(account.locale, { numeric: true })
	const plans = await listRoadmaps(scope, person, { today })
	const rows = selectPlans(plans, search, { teams: await listTreeTeams(scope), compare })
	const reached = await readReachedLevels(scope, person, { plans: rows })
	const csv = formatCsv(
		header,
		rows.map((plan) => {
			const nameOf = phaseNamer(plan.phases)
			const forecast = plan.forecast?.kind === 'forecast' ? plan.forecast : null
			const level = (of: number) => levelNumber(plan.lens, of)
			const own = reached.get(plan.id)
			return [
				...[plan.name, plan.team?.name ?? account.name, plan.withBelow ? 'yes' : 'no', plan.lens],
				...[level(plan.startLevel), level(plan.targetLevel), level(plannedLevel(plan, plan.phases, today))],
				...[own ? level(own.level) : null, own?.cycleName ?? null],
				...[plan.phase && nameOf(plan.phase), plan.standing],
				describeStanding(plan.reason, { nameOf, locale: account.locale }),
				...[round(plan.planned), round(plan.actual)],
				...[forecast?.on ?? null, forecast?.earliest ?? null, forecast?.latest ?? null],
				...[plan.phases[0]?.startsOn ?? null, plan.endsOn, plan.owner, plan.state],
			]
		}),
	)
	return csvResponse(csv, `roadmaps-${account.slug}-${today}.csv`)
}
