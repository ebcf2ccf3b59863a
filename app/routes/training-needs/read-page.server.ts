import type { AccountSession } from '#app/auth/account-context.server.ts'
import type { TrainingNeedsScope } from '#app/data/find-training-needs-scope.server.ts'
import { findTrainingNeedsScope } from '#app/data/find-training-needs-scope.server.ts'
import { listTrainingNeeds } from '#app/data/list-training-needs.server.ts'
import { listTrainingTargets } from '#app/data/list-training-targets.server.ts'
import { readTrainingCounts } from '#app/data/read-training-counts.server.ts'
import { readMemberTarget } from '#app/data/targets/read-member-target.server.ts'
import type { TrainingNeed } from '#app/data/training-need-rows.server.ts'
import { countServingTopics } from '#app/data/training-topics/count-serving-topics.server.ts'
import { listServingTopics } from '#app/data/training-topics/list-serving-topics.server.ts'
import { may, reachOf } from '#app/domain/access/policy.ts'
import type { TrainingNeedSearch } from '#app/domain/training-need/search-schema.ts'
import { trainingNeedSearchSchema } from '#app/domain/training-need/search-schema.ts'
import { questionText, stepTexts } from '#app/domain/training-need/step-texts.ts'
import { stepEnd, transitionSteps } from '#app/domain/training-need/transition-steps.ts'
import { newIdempotencyKey } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { exportParameters } from './export-parameters.server.ts'
import { readOwnTraining } from './read-own-training.server.ts'
import { readPrepared } from './read-prepared.server.ts'

const pageSize = 25

/** As whom a person reads the list: everybody's needs, those of their reports, or no list. */
type ListOf = 'everybody' | 'reports' | null

/** Training needs as the URL asks for them and as far as the person may see. What is not there is the 404. */
export async function readTrainingNeedsPage(session: AccountSession, url: URL) {
	const { scope, person, account } = session
	const parsed = trainingNeedSearchSchema.safeParse(Object.fromEntries(url.searchParams))
	if (!parsed.success) throw notFound()
	const reach = reachOf(person, 'training-needs.read')
	const listOf: ListOf = reach.has('all') ? 'everybody' : reach.has('reports') ? 'reports' : null
	// Own attributes of people are shown to who sees everybody.
	const search =
		listOf === 'everybody' ? parsed.data : { ...parsed.data, attribute: undefined, value: undefined }
	const common = {
		slug: account.slug,
		locale: account.locale,
		timeZone: account.timeZone,
		listOf,
		mayExport: may(person, 'training-needs.export'),
		setsTargets: may(person, 'targets.set'),
		readsTopics: may(person, 'training-topics.read'),
		readsAssignments: may(person, 'training-assignments.read'),
		givesTraining: may(person, 'training-assignments.give'),
		runsCycles: may(person, 'cycles.run'),
	}
	const found = await findTrainingNeedsScope(scope, person, search)
	if (found === null) throw notFound()
	if (found === 'nothing') return { kind: 'nothing' as const, ...common }

	const { snapshot, snapshots, rubric, targets, place, filter } = found
	const counts =
		reach.has('suppressed') && listOf !== 'everybody'
			? await readTrainingCounts(scope, person, {
					snapshotId: snapshot.id,
					nodeId: search.team,
					rubric,
					targets,
				})
			: null
	const own =
		reach.has('own') && listOf !== 'everybody'
			? await listTrainingNeeds(scope, person, {
					snapshotId: snapshot.id,
					whose: 'own',
					sort: 'question',
				})
			: null
	return {
		kind: 'needs' as const,
		...common,
		idempotencyKey: newIdempotencyKey(),
		prepared: await readPrepared(session, (format) => exportParameters(search, snapshot.id, format)),
		cycle: {
			name: snapshot.cycleName,
			ref: refOf(found, snapshot.id),
			publishedAt: snapshot.publishedAt,
			version: snapshot.version,
			isCorrected: snapshot.newestVersion > 1,
		},
		cycles: snapshots.map(({ id, cycleName, version, newestVersion }) => ({
			value: refOf(found, id),
			label: newestVersion > 1 ? `${cycleName}, version ${version}` : cycleName,
		})),
		// Of a node that the reader cannot reach, nothing is said.
		targets:
			listOf === 'everybody' || counts !== null
				? targets
				: await listTrainingTargets(scope, { snapshotId: snapshot.id, nodeIds: [scope.accountId] }),
		k: snapshot.minimumGroupSize,
		isQuestionLeftOut: found.isQuestionLeftOut,
		search,
		list: listOf && (await readList()),
		own: own && {
			needs: await withTopics(own.rows),
			isMeasured: own.measured > 0,
			training: await readOwnTraining(session),
			held:
				scope.memberId === null ? null : await readMemberTarget(scope, person, { memberId: scope.memberId }),
		},
		counts: counts && {
			...counts,
			counts: counts.counts.map(({ familyId, questionKey, count }) => ({
				familyId,
				question: questionKey === null ? null : questionText(found.rubric, questionKey),
				questionKey,
				count,
			})),
		},
	}

	/** A person's own steps, which are all of one family, with what serves them. */
	async function withTopics(needs: readonly TrainingNeed[]) {
		const familyKey = needs[0]?.familyKey ?? ''
		const topics = await listServingTopics(scope, { familyKey, steps: needs })
		return needs.map((need, i) => ({
			...withTexts(found as TrainingNeedsScope, need),
			topics: topics[i] ?? [],
		}))
	}

	async function readList() {
		const { sort, order, page } = search
		const needs = await listTrainingNeeds(scope, person, {
			...filter,
			whose: listOf === 'reports' ? 'others' : undefined,
			sort,
			order,
			offset: (page - 1) * pageSize,
			limit: pageSize,
		})
		if (!needs) throw notFound()
		const { rows, groups, total, people, measured } = needs
		const topicsOf = await countServingTopics(scope)
		return {
			rows: rows.map((need) => ({ ...withTexts(found as TrainingNeedsScope, need), topics: topicsOf(need) })),
			total,
			people,
			measured,
			families: groupByFamily(found as TrainingNeedsScope, groups),
			sort: { sort, order },
			paging: { page, pageSize, total },
			questions: questionOptions(found as TrainingNeedsScope),
			teams: listOf === 'everybody' ? teamOptions(place) : [],
		}
	}
}

/** The newest version of a cycle goes by the cycle's name. */
function refOf({ snapshots }: TrainingNeedsScope, snapshotId: string): string {
	const snapshot = snapshots.find(({ id }) => id === snapshotId)
	const newest = snapshots.find(({ cycleId }) => cycleId === snapshot?.cycleId)
	return snapshot && newest === snapshot ? snapshot.cycleName : snapshotId
}

/** Only what the page shows: the export has the rest. */
function withTexts(
	{ rubric }: TrainingNeedsScope,
	{ memberEmail: _email, memberExternalId: _id, ...need }: TrainingNeed,
) {
	return { ...need, texts: stepTexts(rubric, need) }
}

type Group = { familyId: string; questionKey: string; fromHalfSteps: number; people: number }

/** The families with their most frequent steps. */
function groupByFamily(found: TrainingNeedsScope, groups: readonly Group[]) {
	return found.targets.flatMap((target) => {
		const steps = groups.filter(({ familyId }) => familyId === target.familyId)
		if (steps.length === 0) return []
		return [
			{
				...target,
				steps: steps.slice(0, 3).map(({ questionKey, fromHalfSteps, people }) => ({
					questionKey,
					question: questionText(found.rubric, questionKey),
					fromHalfSteps,
					toHalfSteps: stepEnd({ questionKey, fromHalfSteps }),
					people,
				})),
				more: steps.length - 3,
			},
		]
	})
}

function questionOptions({ rubric, targets, filter }: TrainingNeedsScope) {
	const ofFamilies = targets.flatMap(({ familyId, familyKey, familyName }) => {
		const family = rubric.families.find(({ key }) => key === familyKey)
		if (!family || (filter.familyId !== undefined && filter.familyId !== familyId)) return []
		const { entry, questions } = family
		return [{ family: familyName, options: [entry, ...questions].map(({ key, text }) => ({ key, text })) }]
	})
	const between = transitionSteps.map(({ questionKey, name }) => ({ key: questionKey, text: name }))
	return [...ofFamilies, { family: 'From level to level', options: between }]
}

/** One level of the tree at a time: the way to the chosen team, and what is right below it. */
function teamOptions({ path, children }: TrainingNeedsScope['place']) {
	return [...path, ...children].map(({ id, name, depth }, i) => ({
		value: i === 0 ? '' : id,
		label: i === 0 ? 'All teams' : `${'\u2003'.repeat(Math.max(0, depth - 1))}${name}`,
	}))
}

export type TrainingNeedsPage = Awaited<ReturnType<typeof readTrainingNeedsPage>>
export type NeedsPage = Extract<TrainingNeedsPage, { kind: 'needs' }>
export type NeedsList = NonNullable<NeedsPage['list']>
export type NeedRow = NeedsList['rows'][number]
export type Search = TrainingNeedSearch
