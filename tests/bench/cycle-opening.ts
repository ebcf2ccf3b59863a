import type { Client } from 'pg'
import { Client as PgClient } from 'pg'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import type { BenchDatabase } from './bench-database.ts'
import { told } from './bench-database.ts'
import type { Company } from './company.ts'
import type { CycleData } from './cycle-data.ts'
import type { Result } from './measure.ts'
import { interleaved, timeResult } from './measure.ts'

/** Creates and opens a cycle of the company by the application. */
export async function open({ hr }: Company): Promise<{ cycleId: string; participants: number }> {
	const cycleId = await draft(hr)
	return { cycleId, participants: await openDraft(hr, cycleId) }
}

async function draft(hr: Company['hr'], date = new Date()): Promise<string> {
	const created = await createCycle(hr, { day: date.toISOString().slice(0, 10) })
	if (!created.ok) throw new Error(`No cycle was made: ${created.reason}`)
	return created.cycleId
}

async function openDraft(hr: Company['hr'], cycleId: string): Promise<number> {
	const opened = await openCycle(hr, { cycleId })
	if (!opened.ok) throw new Error(`The cycle was not opened: ${opened.reason}`)
	return opened.participants
}

/**
 * The opening of a cycle, from its draft to the end of its one transaction, against a bare `INSERT … SELECT` of the same
 * participants in a transaction of its own: into the same table, with its triggers, keys and policies, in a session of the
 * application's role. What was written is taken back after each.
 */
export async function measureOpening(
	{ appUrl, admin }: BenchDatabase,
	{ large }: CycleData,
	{ quick }: { quick: boolean },
): Promise<Result> {
	const { accountId, hr } = large
	const model = await open(large)
	await copyRows(admin, accountId, model.cycleId)
	await takeBack(admin, accountId)
	const plain = new PgClient({ connectionString: appUrl, options: '-c role=contour_app' })
	await plain.connect()
	try {
		let drafts = await prepare(admin, large)
		const again = async (written: number | null) => {
			if (written !== model.participants) throw new Error('Not everybody takes part.')
			await takeBack(admin, accountId)
			drafts = await prepare(admin, large)
		}
		const ours = async () => {
			const participants = await openDraft(hr, drafts.ours)
			return () => again(participants)
		}
		const reference = async () => {
			await plain.query('BEGIN')
			await plain.query(`SELECT set_config('app.account_id', $1, true)`, [accountId])
			const { rowCount } = await plain.query(
				`INSERT INTO participant (account_id, cycle_id, member_id, team_id, manager_id, family_id, job_title, attributes)
				 SELECT account_id, $2, member_id, team_id, manager_id, family_id, job_title, attributes
				 FROM bench_participant WHERE account_id = $1`,
				[accountId, drafts.reference],
			)
			await plain.query('COMMIT')
			return () => again(rowCount)
		}
		const times = await told('openings', () => interleaved({ ours, reference }, { rounds: quick ? 3 : 9 }))
		return timeResult(
			`opening of ${model.participants.toLocaleString('en')} participants in one transaction, against the bare INSERT … SELECT of the same rows, ms`,
			times.ours,
			times.reference,
			quick ? null : 3,
			quick ? 'means something only at full size' : undefined,
		)
	} finally {
		await plain.end()
		await takeBack(admin, accountId)
		await admin.query('DROP TABLE bench_participant, bench_team')
	}
}

async function copyRows(admin: Client, accountId: string, cycleId: string): Promise<void> {
	const of = `WHERE account_id = '${accountId}' AND cycle_id = '${cycleId}'`
	await admin.query(`CREATE TABLE bench_participant AS SELECT * FROM participant ${of}`)
	await admin.query(`CREATE TABLE bench_team AS SELECT * FROM cycle_team ${of}`)
	await admin.query('GRANT SELECT ON bench_participant TO contour_app')
	await admin.query('ANALYZE bench_participant')
}

/** A draft for each of the two; that of the reference has its frozen teams already. */
async function prepare(
	admin: Client,
	{ accountId, hr }: Company,
): Promise<{ ours: string; reference: string }> {
	const ours = await draft(hr)
	const reference = await draft(hr, new Date(Date.now() + 92 * 86_400_000))
	await admin.query(
		`INSERT INTO cycle_team (account_id, cycle_id, team_id, parent_id, lead_id, name)
		 SELECT account_id, $2, team_id, parent_id, lead_id, name FROM bench_team WHERE account_id = $1`,
		[accountId, reference],
	)
	return { ours, reference }
}

/** Every cycle of the account. */
async function takeBack(admin: Client, accountId: string): Promise<void> {
	await admin.query(`SET session_replication_role = replica`)
	for (const table of ['participant', 'cycle_team', 'cycle']) {
		await admin.query(`DELETE FROM ${table} WHERE account_id = $1`, [accountId])
	}
	await admin.query(`SET session_replication_role = origin`)
	await admin.query('VACUUM ANALYZE participant, cycle_team, cycle')
}
