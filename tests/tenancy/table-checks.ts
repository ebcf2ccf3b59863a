import type pg from 'pg'
import { insertRow, oneOfEverything, type AccountIds } from './one-of-everything.ts'
import { probe, type Answer } from './probe.ts'

/** Nothing of these may be changed once written; the application's role has no right to. */
export const appendOnly = new Set([
	'snapshot',
	'snapshot_node',
	'snapshot_cell',
	'snapshot_shown_cell',
	'snapshot_standings',
	'snapshot_target',
	'snapshot_metric',
	'cycle_measurement',
	'earlier_outcome',
	'audit_event',
	'calibration_change',
	'evidence',
	'roadmap_item_change',
	'erased_person',
	// But for how it ended.
	'export_access',
])

/** Rows of these go only with the sample account. */
export const sampleOnlyDelete = new Set([
	...appendOnly,
	'account',
	'cycle',
	'check_in',
	'check_in_answer',
	'outcome',
	'outcome_answer',
	'participant',
	'cycle_team',
	'team_assessment',
	'team_assessment_input',
	'team_assessment_input_check',
	'team_assessment_check',
	'team_assessment_evidence',
])

const rlsRefusal = '42501'
/** A row that others point to was reached, and the foreign key answered. */
const foreignKey = new Set(['23503', '23001'])

const reached = (answer: Answer): boolean =>
	answer.count > 0 || (answer.code !== null && foreignKey.has(answer.code))

/**
 * Everything that must hold of one tenant table, as sentences about what does not. `own` and `other` are plain accounts,
 * `sample` is a sample account; each holds one row of the table.
 */
export async function checkTenantTable(
	client: pg.ClientBase,
	table: string,
	{ own, other, sample }: { own: AccountIds; other: AccountIds; sample: AccountIds },
): Promise<string[]> {
	const failures: string[] = []
	const expect = (holds: boolean, sentence: string) => {
		if (!holds) failures.push(`${table}: ${sentence}`)
	}
	const column = table === 'account' ? 'id' : 'account_id'
	const select = `SELECT * FROM "${table}"`
	const update = `UPDATE "${table}" SET ${table === 'account' ? 'name = name' : `account_id = account_id`} WHERE ${column} = $1`
	const remove = `DELETE FROM "${table}" WHERE ${column} = $1`
	const rowOf = (ids: AccountIds) => {
		const entry = oneOfEverything(ids).find(([name]) => name === table)
		if (!entry) throw new Error(`${table} has no row in one-of-everything.ts`)
		return entry[1]
	}

	const ownRows = await probe(client, own, (c) => c.query(select))
	expect(
		ownRows.count === 1 && ownRows.rows[0]?.[column] === own.accountId,
		'the own account sees its row, and only it',
	)
	const without = await probe(client, {}, (c) => c.query(select))
	expect(without.code === null && without.count === 0, 'no account sees no row')

	const updated = await probe(client, own, (c) => c.query(update, [own.accountId]))
	expect(
		appendOnly.has(table) ? updated.code === rlsRefusal : updated.count === 1,
		appendOnly.has(table) ? 'nobody changes a row' : 'the own account changes its row',
	)
	for (const [who, context] of [
		['another account', other],
		['no account', {}],
	] as const) {
		const changed = await probe(client, context, (c) => c.query(update, [own.accountId]))
		expect(changed.count === 0, `${who} changes no row of the own account`)
		const removed = await probe(client, context, (c) => c.query(remove, [own.accountId]))
		expect(!reached(removed), `${who} removes no row of the own account`)
		const added = await probe(client, context, (c) => insertRow(c, table, rowOf(own)))
		expect(
			added.code === rlsRefusal,
			`${who} adds no row to the own account (got ${added.code ?? 'no error'})`,
		)
	}

	const removed = await probe(client, own, (c) => c.query(remove, [own.accountId]))
	if (sampleOnlyDelete.has(table)) {
		expect(!reached(removed), 'an account that is no sample removes no row')
		const sampled = await probe(client, sample, (c) => c.query(remove, [sample.accountId]))
		expect(reached(sampled), 'the sample account removes its row')
	} else {
		expect(reached(removed), 'the own account removes its row')
	}
	return failures
}
