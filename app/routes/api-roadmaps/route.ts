import { answerApi, serve } from '#app/auth/api/answer-api.server.ts'
import { pageById } from '#app/auth/api/paged.server.ts'
import { showRoadmap } from '#app/auth/api/show-roadmap.server.ts'
import { listRoadmaps } from '#app/data/roadmaps/list-roadmaps.server.ts'
import { listTreeTeams } from '#app/data/roadmaps/list-tree-teams.server.ts'
import { readReachedLevels } from '#app/data/roadmaps/read-reached-levels.server.ts'
import { listRoadmapsOperation } from '#app/domain/api/roadmap-operations.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { selectPlans } from '#app/domain/roadmap/portfolio.ts'
import type { Route } from './+types/route.ts'

const GET = serve(listRoadmapsOperation, async ({ session, query }) => {
	const { scope, person, account } = session
	const { search = '', team = '', lens = '', phase = '', standing = '', state } = query
	const { compare } = new Intl.Collator(account.locale)
	const today = todayIn(account.timeZone)
	const plans = selectPlans(
		await listRoadmaps(scope, person, { today }),
		{ q: search, team: team.toLowerCase(), lens, phase, standing, state, sort: 'name', order: 'asc' },
		{ teams: team === '' ? [] : await listTreeTeams(scope), compare },
	)
	const { data, next } = pageById(listRoadmapsOperation.id, query, plans)
	const reached = await readReachedLevels(scope, person, { plans: data })
	return {
		data: data.map(({ owner, ownerId, ...plan }) =>
			showRoadmap(
				{ ...plan, owner: ownerId === null ? null : { id: ownerId, name: owner ?? '' } },
				{ reached: reached.get(plan.id), today, locale: account.locale },
			),
		),
		next,
	}
})

export const loader = (args: Route.LoaderArgs) => answerApi(args, { GET })
export const action = (args: Route.ActionArgs) => answerApi(args, { GET })
