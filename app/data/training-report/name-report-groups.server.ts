import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { TrainingNeedsScope } from '#app/data/find-training-needs-scope.server.ts'
import type { ReportGrouping } from '#app/domain/training-report/grouping.ts'
import { noneKey } from '#app/domain/training-report/grouping.ts'
import { questionText } from '#app/domain/training-need/step-texts.ts'
import { stepEnd } from '#app/domain/training-need/transition-steps.ts'

/** What a row stands for. */
export type ReportGroupName = {
	name: string
	/** Of a step, and of a question that one family has. */
	familyId: string | null
	familyName: string | null
	questionKey: string | null
	fromHalfSteps: number | null
	toHalfSteps: number | null
	/** Of a team: those who are in the chosen team itself, and not below. */
	isOwnTeam: boolean
}

const nothing: Omit<ReportGroupName, 'name'> = {
	...{ familyId: null, familyName: null, questionKey: null, fromHalfSteps: null, toHalfSteps: null },
	isOwnTeam: false,
}

/**
 * Names the rows of a report by their keys, in their order: teams as the snapshot has frozen them, managers as they are called now.
 */
export async function nameReportGroups(
	scope: AccountScope,
	found: Pick<TrainingNeedsScope, 'snapshot' | 'rubric' | 'targets' | 'place'>,
	{ by, keys }: { by: ReportGrouping; keys: readonly string[] },
): Promise<ReportGroupName[]> {
	const familyOf = (familyId: string | null) =>
		found.targets.find((one) => one.familyId === familyId)?.familyName ?? null
	switch (by) {
		case 'family':
			return keys.map((key) => ({
				...{ ...nothing, name: familyOf(key) ?? key },
				...{ familyId: key, familyName: familyOf(key) },
			}))
		case 'step':
			return keys.map((key) => {
				const [familyId = '', questionKey = '', from = ''] = key.split(' ')
				const fromHalfSteps = Number(from)
				return {
					...{ ...nothing, name: questionText(found.rubric, questionKey) },
					...{ familyId, familyName: familyOf(familyId), questionKey, fromHalfSteps },
					toHalfSteps: stepEnd({ questionKey, fromHalfSteps }),
				}
			})
		case 'question':
			return keys.map((questionKey) => {
				const family = found.rubric.families.find(
					({ entry, questions }) =>
						entry.key === questionKey || questions.some(({ key }) => key === questionKey),
				)
				const target = found.targets.find(({ familyKey }) => familyKey === family?.key)
				return {
					...{ ...nothing, name: questionText(found.rubric, questionKey), questionKey },
					...{ familyId: target?.familyId ?? null, familyName: target?.familyName ?? null },
				}
			})
		case 'team': {
			const { node } = found.place
			const names = await namesOf(
				scope,
				`SELECT node_id AS id, name FROM snapshot_node WHERE account_id = $1 AND snapshot_id = $3 AND node_id = ANY ($2::uuid[])`,
				keys,
				[found.snapshot.id],
			)
			return keys.map((key) => {
				const isOwnTeam = key === node.id
				const own = node.id === scope.accountId ? 'In no team' : `In ${node.name} itself`
				return { ...nothing, name: isOwnTeam ? own : (names.get(key) ?? key), isOwnTeam }
			})
		}
		case 'manager': {
			const names = await namesOf(
				scope,
				`SELECT id, name FROM member WHERE account_id = $1 AND id = ANY ($2::uuid[])`,
				keys,
			)
			return keys.map((key) => ({ ...nothing, name: names.get(key) ?? 'No manager' }))
		}
		case 'attribute':
			return keys.map((key) => ({ ...nothing, name: key === noneKey ? 'Not known' : key }))
	}
}

async function namesOf(
	scope: AccountScope,
	statement: string,
	keys: readonly string[],
	more: readonly string[] = [],
): Promise<Map<string, string>> {
	const ids = keys.filter((key) => key !== noneKey)
	if (ids.length === 0) return new Map()
	const { rows } = await withAccountSql(scope, (sql) =>
		sql.query<{ id: string; name: string }>(statement, [scope.accountId, ids, ...more]),
	)
	return new Map(rows.map(({ id, name }) => [id, name]))
}
