import { createHash } from 'node:crypto'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { readAccountCalendar } from '#app/data/read-account-calendar.server.ts'
import { completionFileLimits } from '#app/domain/training-assignment/completion-columns.ts'
import type {
	CompletionFileProblem,
	CompletionPlan,
	CompletionVocabulary,
} from '#app/domain/training-assignment/plan-completions.ts'
import { completionPeople, planCompletions } from '#app/domain/training-assignment/plan-completions.ts'
import type { CsvProblem } from '#app/lib/csv.server.ts'
import { parseCsv } from '#app/lib/csv.server.ts'

export type CompletionPlanResult =
	| { ok: true; plan: CompletionPlan; mark: string; records: { row: number; cells: string[] }[] }
	| { ok: false; problem: CsvProblem | CompletionFileProblem }

/**
 * What a file of completions would do to the assignments as they are, within an open transaction.
 *
 * @param options.lock holds what the people of the file have, and the catalogue, until the transaction ends
 * @returns with the plan a mark of it: the same mark is the same plan
 */
export async function readCompletionPlan(
	transaction: Transaction,
	scope: AccountScope,
	bytes: Uint8Array,
	{ lock = false }: { lock?: boolean } = {},
): Promise<CompletionPlanResult> {
	const { sql } = transaction
	const { accountId } = scope
	const parsed = parseCsv(bytes, { maxRows: completionFileLimits.rows + 1 })
	if (!parsed.ok) return parsed
	if (lock) {
		// Giving holds its topics FOR SHARE: it has ended before the plan is made, or begins after the file is written.
		await sql.query(`SELECT FROM training_topic WHERE account_id = $1 ORDER BY id FOR NO KEY UPDATE`, [
			accountId,
		])
	}
	const records = [...parsed.records]
	const { externalIds, emails } = completionPeople(records)
	const { rows: members } = await sql.query<CompletionVocabulary['members'][number]>(
		`SELECT id, name, email, external_id AS "externalId" FROM member
		 WHERE account_id = $1 AND (external_id = ANY ($2::text[]) OR email = ANY ($3::text[]))`,
		[accountId, externalIds, emails],
	)
	const { rows: topics } = await sql.query<CompletionVocabulary['topics'][number]>(
		`SELECT id, key, title FROM training_topic WHERE account_id = $1`,
		[accountId],
	)
	const { rows: held } = await sql.query<CompletionVocabulary['held'][number]>(
		`SELECT member_id AS "memberId", topic_id AS "topicId", state::text, done_on::text AS "doneOn", version
		 FROM training_assignment
		 WHERE account_id = $1 AND state <> 'dropped' AND member_id = ANY ($2::uuid[])
		 ORDER BY id ${lock ? 'FOR UPDATE' : ''}`,
		[accountId, members.map(({ id }) => id)],
	)
	const { today } = await readAccountCalendar(transaction, scope)
	const planned = planCompletions(records, { members, topics, held, today })
	return planned.ok ? { ...planned, mark: markOf(planned.plan), records } : planned
}

/** Of what would be written, and over what. */
function markOf({ rows, errors }: CompletionPlan): string {
	const what = rows.map(({ memberId, topicId, doneOn, does, version }) => [
		...[memberId, topicId, doneOn, does, version],
	])
	return createHash('sha256')
		.update(JSON.stringify([what, errors.length]))
		.digest('hex')
		.slice(0, 32)
}
