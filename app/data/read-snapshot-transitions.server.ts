import type { Standpoint, TransitionRow } from '#app/domain/suppression/pattern.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import { withAccount } from './database.server.ts'
import { seenParticipants } from './seen-participants-sql.server.ts'

export type TransitionOptions = {
	fromSnapshotId: string
	toSnapshotId: string
	/** Leaves out whom this member sees individually in either of the two cycles; null counts everybody. */
	unseenByMemberId: string | null
}

/**
 * How many people stood where in one snapshot and where in another, for the tier and each question: direct nodes (the
 * account's id for those in no team), families and values. People who are in both without any change are in it too; who has
 * no value in either is not.
 */
export async function readSnapshotTransitions(
	scope: AccountScope,
	options: TransitionOptions,
): Promise<TransitionRow[]> {
	return withAccount(scope, (transaction) => readSnapshotTransitionsWithin(transaction, scope, options))
}

type Side = [node: string | null, family: string | null, value: number | null]

/** The same within an open transaction. */
export async function readSnapshotTransitionsWithin(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	{ fromSnapshotId, toSnapshotId, unseenByMemberId }: TransitionOptions,
): Promise<TransitionRow[]> {
	const { rows } = await sql.query<[string, ...Side, ...Side, number]>({
		text: unseenByMemberId ? transitionsUnseen : transitionsOfAll,
		values: [accountId, fromSnapshotId, toSnapshotId, ...(unseenByMemberId ? [unseenByMemberId] : [])],
		rowMode: 'array',
	})
	return rows.map(([measure, fromNode, fromFamily, fromValue, toNode, toFamily, toValue, count]) => ({
		measure,
		from: standpoint(fromNode, fromFamily, fromValue),
		to: standpoint(toNode, toFamily, toValue),
		count,
	}))
}

function standpoint(...[nodeId, familyId, value]: Side): Standpoint | null {
	return nodeId === null || familyId === null || value === null ? null : { nodeId, familyId, value }
}

/** Everybody's values in one snapshot's cycle, a row for the tier and for each question. */
const valuesOf = (snapshot: string, unseen: string) => {
	const assessed = `snapshot s JOIN participant p ON p.account_id = s.account_id AND p.cycle_id = s.cycle_id
			AND p.state = 'active' AND p.tier IS NOT NULL`
	const where = `WHERE s.account_id = $1 AND s.id = ${snapshot} ${unseen}`
	return `
		SELECT p.member_id, coalesce(p.team_id, p.account_id) AS node_id, p.family_id, 'tier' AS measure, p.tier AS value
		FROM ${assessed} ${where}
		UNION ALL
		SELECT p.member_id, coalesce(p.team_id, p.account_id), p.family_id, a.question_key, a.half_steps
		FROM ${assessed} JOIN outcome_answer a ON a.account_id = p.account_id AND a.participant_id = p.id ${where}`
}

const transitions = (unseen: string) => `
	SELECT measure, f.node_id, f.family_id, f.value, t.node_id, t.family_id, t.value, count(*)::int
	FROM (${valuesOf('$2', unseen)}) f
	FULL JOIN (${valuesOf('$3', unseen)}) t USING (member_id, measure)
	GROUP BY 1, 2, 3, 4, 5, 6, 7`

const transitionsOfAll = transitions('')

const seenIn = (snapshot: string) =>
	seenParticipants({
		account: '$1',
		cycle: `(SELECT s.cycle_id FROM snapshot s WHERE s.account_id = $1 AND s.id = ${snapshot})`,
		member: '$4',
	})

const transitionsUnseen = transitions(`AND p.member_id NOT IN (
	SELECT seen.member_id FROM participant seen
	WHERE seen.account_id = $1 AND (seen.id IN (${seenIn('$2')}) OR seen.id IN (${seenIn('$3')})))`)
