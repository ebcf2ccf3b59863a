import { answerWithSheet } from '#app/auth/answer-with-sheet.server.ts'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { listRoadmaps } from '#app/data/roadmaps/list-roadmaps.server.ts'
import { listTreeTeams } from '#app/data/roadmaps/list-tree-teams.server.ts'
import { readReachedLevels } from '#app/data/roadmaps/read-reached-levels.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { phaseNamer } from '#app/domain/roadmap/phase.ts'
import { liner, selectPlans } from '#app/domain/roadmap/portfolio.ts'
import { portfolioSearchSchema } from '#app/domain/roadmap/portfolio-search.ts'
import { lensNames, levelNumber, plannedLevel } from '#app/domain/roadmap/roadmap-lens.ts'
import { describeStanding, phaseNames, standingNames } from '#app/domain/roadmap/roadmap-words.ts'
import { roadmapStandings } from '#app/domain/roadmap/standing.ts'
import { aboutCount, aboutDay, aboutFilters, aboutOrder, aboutText } from '#app/lib/sheet/about-lines.ts'
import type { CellRow } from '#app/lib/sheet/cell-columns.ts'
import { cellOf, chartOfCounts } from '#app/lib/sheet/cell-columns.ts'
import type { Route } from './+types/route.ts'
import { roadmapColumns } from './columns.ts'

const standing = cellOf(roadmapColumns, 'standing')
const standingOf = (row: CellRow) =>
	roadmapStandings.find((one) => one === standing(row)) ?? roadmapStandings[0]

const round = (share: number | null) => share && Math.round(share * 1000) / 1000

/** Exactly the plans of the list with the same search, all pages of it, as the address ends: CSV, workbook or paper. */
export async function loader({ request, context }: Route.LoaderArgs) {
	const { scope, person, account } = requireAccess(context, 'roadmaps.read')
	const search = portfolioSearchSchema.parse(Object.fromEntries(new URL(request.url).searchParams))
	const today = todayIn(account.timeZone)
	const { compare } = new Intl.Collator(account.locale, { numeric: true })
	const plans = await listRoadmaps(scope, person, { today })
	const teams = await listTreeTeams(scope)
	const selected = selectPlans(plans, search, { teams, compare })
	const reached = await readReachedLevels(scope, person, { plans: selected })
	// Of teams only those are named that have a plan which the reader sees, and the ones above.
	const lineTo = liner(teams)
	const seen = new Map(
		plans.flatMap(({ team }) => (team ? lineTo(team.id) : [])).map(({ id, name }) => [id, name]),
	)
	const nameOfTeam = (id: string) => seen.get(id) ?? 'one team'
	const rows = selected.map((plan): CellRow => {
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
	})
	return answerWithSheet(
		{ request, context },
		{
			...{ rows, columns: roadmapColumns },
			name: `roadmaps-${account.slug}-${today}`,
			title: 'Roadmap status',
			about: () => [
				aboutDay('As of', today),
				aboutFilters({
					'a search': search.q !== '',
					'team, and below': search.team && nameOfTeam(search.team),
					lens: search.lens && lensNames[search.lens],
					phase: search.phase === 'done' ? 'all closed' : search.phase && phaseNames[search.phase],
					standing: search.standing && standingNames[search.standing],
					plans: { active: 'in use', closed: 'closed', all: null }[search.state],
				}),
				aboutOrder(search.sort === 'endsOn' ? 'last day' : search.sort, search.order),
				aboutCount('Plans', rows.length),
				aboutCount('Plans whose lens has a result', reached.size),
				aboutText('Suppression', 'A level reached is shown where the person who made this file may see it.'),
			],
			footer: 'plans that its maker may read',
			chart: chartOfCounts(rows, {
				...{ title: 'Plans by standing', unit: { one: 'plan', many: 'plans' }, group: 'Standing' },
				nameOf: (row) => standingNames[standingOf(row)],
			}),
			groupOf: search.sort === 'standing' ? (row) => standingNames[standingOf(row)] : () => 'Plans',
		},
	)
}
