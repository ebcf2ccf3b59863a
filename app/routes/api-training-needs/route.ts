import { answerApi, serve } from '#app/auth/api/answer-api.server.ts'
import { missing } from '#app/auth/api/api-refusal.server.ts'
import { findTraining } from '#app/auth/api/find-training.server.ts'
import { pageAt, readPlace } from '#app/auth/api/paged.server.ts'
import { listTrainingNeeds } from '#app/data/list-training-needs.server.ts'
import { listTrainingNeedsOperation } from '#app/domain/api/result-operations.ts'
import { stepTexts } from '#app/domain/training-need/step-texts.ts'
import { targetScopeWords } from '#app/domain/target/target-words.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import type { Route } from './+types/route.ts'

const list = listTrainingNeedsOperation.id

const GET = serve(listTrainingNeedsOperation, async ({ session, query }) => {
	const { scope, person } = session
	const { filter, rubric } = await findTraining(session, query)
	const place = readPlace(list, query)
	const { page, pageSize } = place
	const needs = await listTrainingNeeds(scope, person, {
		...{ ...filter, sort: 'member', order: 'asc' },
		offset: (page - 1) * pageSize,
		limit: pageSize,
	})
	if (!needs) throw missing()
	const rows = needs.rows.map((need) => ({
		memberId: need.memberId,
		name: need.memberName,
		email: need.memberEmail,
		externalId: need.memberExternalId,
		hasLeft: need.hasLeft,
		team: need.teamName,
		manager: need.managerName,
		family: need.familyKey,
		question: need.questionKey,
		from: tierOf(need.fromHalfSteps),
		to: tierOf(need.toHalfSteps),
		target: tierOf(need.targetHalfSteps),
		dueOn: need.dueOn,
		isNext: need.isNext,
		isSingleRater: need.isSingleRater,
		objective: stepTexts(rubric, need)?.objective ?? null,
		targetFrom: targetScopeWords[need.targetScope],
		targetTeam: need.targetScope === 'team' ? need.targetName : null,
	}))
	return pageAt(list, place, { rows, total: needs.total })
})

export const loader = (args: Route.LoaderArgs) => answerApi(args, { GET })
export const action = (args: Route.ActionArgs) => answerApi(args, { GET })
