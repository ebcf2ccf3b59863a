import { Client } from 'pg'
import { stateMeasure, tierMeasure } from '#app/domain/suppression/pattern.ts'
import type { BenchDatabase } from './bench-database.ts'
import { told } from './bench-database.ts'
import type { HeatmapData } from './heatmap-data.ts'
import { outline, readAs } from './heatmap-outline.ts'
import type { Result } from './measure.ts'
import { interleaved, timeResult } from './measure.ts'

/**
 * The same figures grouped from the participants: counted by team, family, state and tier from the covering index alone, and
 * those few counts summed up to the divisions. Faster than with the divisions joined first.
 */
const fromParticipants = `
	WITH RECURSIVE below (cycle_id, child_id, team_id) AS (
		SELECT t.cycle_id, t.team_id, t.team_id FROM cycle_team t
		WHERE t.account_id = $1 AND t.cycle_id = ANY ($2::uuid[]) AND t.parent_id IS NULL
		UNION ALL
		SELECT b.cycle_id, b.child_id, t.team_id FROM below b
		JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = b.cycle_id AND t.parent_id = b.team_id
	),
	direct AS MATERIALIZED (
		SELECT p.cycle_id, p.team_id, p.family_id, p.state, p.tier, count(*) AS count FROM participant p
		WHERE p.account_id = $1 AND p.cycle_id = ANY ($2::uuid[]) GROUP BY 1, 2, 3, 4, 5
	)
	SELECT b.cycle_id, b.child_id, d.family_id, d.state, d.tier, sum(d.count)::int
	FROM direct d JOIN below b USING (cycle_id, team_id) GROUP BY 1, 2, 3, 4, 5`

/** The same rows of the snapshots, whose ids and nodes are known already. */
const fromCells = `
	SELECT c.snapshot_id, c.node_id, c.family_id, c.measure, c.value, c.count FROM snapshot_cell c
	WHERE c.account_id = $1 AND c.snapshot_id = ANY ($2::uuid[]) AND c.node_id = ANY ($3::uuid[]) AND c.measure = ANY ($4)`

/**
 * The references are one statement each in array mode, on a connection that has the application's role already, in a
 * transaction that sets the account: nobody gets a row of a tenant table otherwise. Begin, account and statement are sent at
 * once and nobody waits for the commit, as in ours. What else is around the figures in ours (tree, families, list of
 * snapshots, who may see what) is not in them.
 */
export async function measureReads(
	{ appUrl }: BenchDatabase,
	data: HeatmapData,
	{ quick }: { quick: boolean },
): Promise<Result[]> {
	const { large, small } = data
	const rounds = quick ? 60 : 150
	const atFullSize = quick ? { limit: null, note: 'means something only at full size' } : null
	const of = await outline(large.hr)
	const counted = await told('what is compared', () => checkSameSize(data))

	const connect = async (settings = '') => {
		const client = new Client({
			connectionString: appUrl,
			options: `-c plan_cache_mode=force_custom_plan ${settings}`,
		})
		await client.connect()
		return Object.assign(client, { pipeline: true })
	}
	const plain = await connect()
	// While the table is small, the planner would rather read all of it, which is slower than the index.
	const byIndex = await connect('-c enable_seqscan=off')
	try {
		const query = (client: Client, text: string, values: unknown[]) => async () => {
			const [, { rows }] = await Promise.all([
				client.query(`BEGIN READ ONLY; SELECT set_config('app.account_id', '${large.accountId}', true)`),
				client.query({ text, values: [large.accountId, ...values], rowMode: 'array' }),
			])
			void client.query('COMMIT')
			if (rows.length === 0) throw new Error('A reference read nothing.')
		}
		const participants = query(plain, fromParticipants, [of.snapshots.map(({ cycleId }) => cycleId)])
		const cells = query(byIndex, fromCells, [
			of.snapshots.map(({ id }) => id),
			of.nodeIds,
			[tierMeasure, stateMeasure],
		])
		const hr = () => readAs(large.hr)
		const executive = () => readAs(large.executive)

		const grouped = await told('heatmap against participants', () =>
			interleaved({ hr, executive, participants }, { rounds }),
		)
		const bare = await told('heatmap against bare SQL', () =>
			interleaved({ hr, executive, cells }, { rounds }),
		)
		const sized = await told('heatmap of a large and a small company', () =>
			interleaved(
				{
					hr,
					executive,
					smallHr: () => readAs(small.hr.hr),
					smallExecutive: () => readAs(small.executive.executive),
				},
				{ rounds },
			),
		)
		const sizes = quick ? '4,000 members' : '100,000 members'
		return (['hr', 'executive'] as const).flatMap((who) => {
			const name = `heatmap of the root's children of ${sizes}, as ${who === 'hr' ? 'HR' : 'executive'}`
			const result = (
				against: string,
				times: { ours: number; reference: number },
				limit: number,
				note?: string,
			) =>
				timeResult(
					`${name}, against ${against}, ms`,
					times.ours,
					times.reference,
					atFullSize ? atFullSize.limit : limit,
					[atFullSize?.note, note].filter(Boolean).join('; '),
				)
			const smaller = who === 'hr' ? sized.smallHr : sized.smallExecutive
			return [
				result(
					'the same figures grouped from participants by their covering index',
					{ ours: grouped[who], reference: grouped.participants },
					0.2,
				),
				result(
					'bare SQL of the same snapshot cells through pg',
					{ ours: bare[who], reference: bare.cells },
					2,
				),
				result('200 members', { ours: sized[who], reference: smaller }, 1.5, counted[who]),
			]
		})
	} finally {
		await Promise.all([plain.end(), byIndex.end()])
	}
}

/** Both sizes must show equally many rows and filled cells; otherwise nothing is compared. */
async function checkSameSize({ large, small }: HeatmapData): Promise<Record<'hr' | 'executive', string>> {
	const check = async (who: 'hr' | 'executive') => {
		const [one, other] = [await outline(large[who]), await outline(small[who][who])]
		if (one.rows !== other.rows || one.filled !== other.filled || one.filled === 0) {
			throw new Error(
				`As ${who} ${one.rows} rows with ${one.filled} filled cells would be compared with ${other.rows} rows with ${other.filled}.`,
			)
		}
		return `${one.rows} rows with ${one.filled} filled cells each`
	}
	return { hr: await check('hr'), executive: await check('executive') }
}
