import type { Person } from '#app/domain/access/policy.ts'
import { reachOf } from '#app/domain/access/policy.ts'
import type { Rubric } from '#app/domain/framework/rubric.ts'
import type { TrainingNeedSearch } from '#app/domain/training-need/search-schema.ts'
import { transitionSteps } from '#app/domain/training-need/transition-steps.ts'
import type { AccountScope } from './account-scope.server.ts'
import { chooseSnapshot } from './find-snapshot.server.ts'
import type { PublishedSnapshot } from './list-published-snapshots.server.ts'
import type { TrainingTarget } from './list-training-targets.server.ts'
import { listReadableSnapshots } from './list-readable-snapshots.server.ts'
import { listTrainingTargets } from './list-training-targets.server.ts'
import { readRubric } from './read-rubric.server.ts'
import type { SnapshotPlace } from './read-snapshot-node.server.ts'
import { readSnapshotNode } from './read-snapshot-node.server.ts'
import type { TrainingNeedFilter } from './training-needs-sql.server.ts'

/** What an address of the training needs is about, with everything that it names found. */
export type TrainingNeedsScope = {
	snapshot: PublishedSnapshot
	/** All that the person may look at, newest first. */
	snapshots: PublishedSnapshot[]
	rubric: Rubric
	/** One for each family of the account, as it holds for the place as a whole. */
	targets: TrainingTarget[]
	/** The team that was asked for, or the whole account. */
	place: SnapshotPlace
	filter: TrainingNeedFilter & { snapshotId: string }
	/** Whether a question was asked for that another version of the framework has, and this cycle's has not. */
	isQuestionLeftOut: boolean
}

type InReport = 'manager' | 'attribute' | 'value'
type AskedNeeds = Omit<TrainingNeedSearch, 'sort' | 'order' | 'page' | InReport> &
	Partial<Pick<TrainingNeedSearch, InReport>>

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/**
 * Finds what the search names: the one reading of it for the page and its export. `nothing`: no cycle is named, and none is
 * published. Null: one of the names means nothing in this account. An own attribute is as if it were not named for who does not
 * read everybody: to others, attributes of people are shown nowhere.
 */
export async function findTrainingNeedsScope(
	scope: AccountScope,
	person: Person,
	search: AskedNeeds,
): Promise<TrainingNeedsScope | 'nothing' | null> {
	const snapshots = await listReadableSnapshots(scope, person)
	if (search.cycle === undefined && snapshots.length === 0) return 'nothing'
	const snapshot = chooseSnapshot(snapshots, search.cycle ?? 'latest')
	if (!snapshot) return null

	const nodeId = search.team ?? scope.accountId
	const place = uuid.test(nodeId) ? await readSnapshotNode(scope, { snapshotId: snapshot.id, nodeId }) : null
	if (!place) return null
	const targets = await listTrainingTargets(scope, {
		snapshotId: snapshot.id,
		nodeIds: place.path.map(({ id }) => id).toReversed(),
	})
	const family = targets.find(({ familyId }) => familyId === search.family)
	if (search.family !== undefined && !family) return null
	const rubric = await readRubric(scope, snapshot)
	const isAsked = search.question === undefined || keysOf(rubric).includes(search.question)
	if (!isAsked && !(await isAskedByAny(scope, snapshots, search.question))) return null
	return {
		snapshot,
		snapshots,
		rubric,
		targets,
		place,
		filter: {
			snapshotId: snapshot.id,
			search: search.search,
			familyId: family?.familyId,
			nodeId: search.team,
			questionKey: isAsked ? search.question : undefined,
			fromHalfSteps: search.step === undefined ? undefined : Number(search.step) * 2,
			steps: search.steps,
			managerId: search.manager,
			attribute:
				search.attribute === undefined || !reachOf(person, 'training-needs.read').has('all')
					? undefined
					: { name: search.attribute, value: search.value ?? null },
		},
		isQuestionLeftOut: !isAsked,
	}
}

const keysOf = ({ families }: Rubric): string[] => [
	...families.flatMap(({ entry, questions }) => [entry.key, ...questions.map(({ key }) => key)]),
	...transitionSteps.map(({ questionKey }) => questionKey),
]

/** Whether any version that a published cycle was asked by has the question. */
async function isAskedByAny(
	scope: AccountScope,
	snapshots: readonly PublishedSnapshot[],
	question: string | undefined,
): Promise<boolean> {
	if (question === undefined) return false
	for (const frameworkVersionId of new Set(snapshots.map((one) => one.frameworkVersionId))) {
		if (keysOf(await readRubric(scope, { frameworkVersionId })).includes(question)) return true
	}
	return false
}
