import { requireRoadmap } from '#app/auth/require-roadmap.server.ts'
import { getRoadmap } from '#app/data/roadmaps/get-roadmap.server.ts'
import { readOutcomeSentences } from '#app/data/roadmaps/read-outcome-sentences.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { selectItems } from '#app/domain/roadmap/plan-items.ts'
import { planSearchSchema } from '#app/domain/roadmap/plan-items-search.ts'
import { csvResponse, formatCsv } from '#app/lib/csv.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import type { Route } from './+types/route.ts'

const header = [
	...[
		'item',
		'phase',
		'kind',
		'state',
		'weight',
		'owner',
		'due_on',
		'done_on',
		'link',
		'evidence',
		'comments',
	],
	...['outcome', 'source_key'],
]

/** Exactly the items of the plan's table with the same search. */
export async function loader({ request, context, params }: Route.LoaderArgs) {
	const { scope, person, account, roadmapId } = await requireRoadmap(context, params.roadmapId)
	const plan = await getRoadmap(scope, { roadmapId })
	if (!plan) throw notFound()
	const sentences = await readOutcomeSentences(scope, person, { roadmapId })
	const search = planSearchSchema.parse(Object.fromEntries(new URL(request.url).searchParams))
	const today = todayIn(account.timeZone)
	const { compare } = new Intl.Collator(account.locale, { numeric: true })
	const csv = formatCsv(
		header,
		selectItems(plan.items, search, { today, compare }).map((item) => [
			...[item.text, plan.phases.find(({ key }) => key === item.phase)?.name ?? item.phase, item.kind],
			...[item.state, item.weight, item.ownerName, item.dueOn, item.doneOn, item.link],
			...[item.evidence, item.comments, sentences.get(item.id)?.says ?? item.approvalNote],
			item.sourceKey,
		]),
	)
	return csvResponse(csv, `roadmap-${account.slug}-${today}.csv`)
}
