import type { Pool } from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { AddImport } from '#app/data/imports/add-import.server.ts'
import { addImport } from '#app/data/imports/add-import.server.ts'
import { describeImport } from '#app/data/imports/describe-import.server.ts'
import { getDryRun } from '#app/data/imports/get-dry-run.server.ts'
import { getImportResult } from '#app/data/imports/get-import-result.server.ts'
import { saveMapping } from '#app/data/imports/save-mapping.server.ts'
import { startApply } from '#app/data/imports/start-apply.server.ts'
import { startCheck } from '#app/data/imports/start-check.server.ts'
import { startUndo } from '#app/data/imports/start-undo.server.ts'
import { streamRefusedMetricRows } from '#app/data/imports/stream-refused-metric-rows.server.ts'
import type { ApplyMode } from '#app/domain/import/import-outcome.ts'
import type { MetricMapping } from '#app/domain/import/metric-mapping.ts'
import { runJob } from '#app/jobs/run-job.server.ts'
import { foundAccount } from '#tests/people/people-account.ts'

const never = new AbortController().signal

/** Metrics of every way to add up. */
const metrics = [
	{ key: 'prs-merged', name: 'Pull requests merged', unit: 'count', aggregation: 'sum', weight: null },
	{
		key: 'edited',
		name: 'Share of AI output edited',
		unit: 'share',
		aggregation: 'ratio_of_sums',
		weight: 'Output',
	},
	{
		key: 'confidence',
		name: 'Confidence',
		unit: 'share',
		aggregation: 'weighted_mean',
		weight: 'Predictions',
	},
	{ key: 'seats', name: 'Assistant seats', unit: 'count', aggregation: 'last', weight: null },
	{
		key: 'assistant-active-users',
		name: 'Active users',
		unit: 'count',
		aggregation: 'distinct_count',
		weight: null,
	},
	{ key: 'assistant-interactions', name: 'Interactions', unit: 'count', aggregation: 'sum', weight: null },
	{ key: 'assistant-code-generations', name: 'Generations', unit: 'count', aggregation: 'sum', weight: null },
	{ key: 'assistant-code-acceptances', name: 'Acceptances', unit: 'count', aggregation: 'sum', weight: null },
	{
		key: 'assistant-agent-users',
		name: 'Users of agents',
		unit: 'count',
		aggregation: 'distinct_count',
		weight: null,
	},
]

export async function* inChunks(bytes: Uint8Array, size = 50_000): AsyncGenerator<Uint8Array> {
	const whole = Math.ceil(size)
	for (let from = 0; from < bytes.length; from += whole) yield bytes.subarray(from, from + whole)
}

/** A company with a few teams, people and metrics, and what one does with files in it. */
export async function foundImportingCompany(admin: Pool, slug: string) {
	const account = await foundAccount(admin, slug)
	const { accountId, scope } = account
	for (const { key, name, unit, aggregation, weight } of metrics) {
		await admin.query(
			`INSERT INTO metric (account_id, key, name, unit, direction, aggregation, weight_name) VALUES ($1, $2, $3, $4, 'up', $5::metric_aggregation, $6)`,
			[accountId, key, name, unit, aggregation, weight],
		)
	}
	const { rows: teams } = await admin.query<{ id: string; name: string }>(
		`WITH top AS (INSERT INTO team (account_id, name) VALUES ($1, 'Product'), ($1, 'Sales') RETURNING id, name)
		 SELECT id, name FROM top`,
		[accountId],
	)
	await admin.query(
		`INSERT INTO team (account_id, name, parent_id) VALUES ($1, 'Core', $2), ($1, 'Core', $3), ($1, '=Growth', $2)`,
		[accountId, teams[0]?.id, teams[1]?.id],
	)
	await admin.query(
		`INSERT INTO member (account_id, name, email, external_id, attributes)
		 SELECT $1, 'Person ' || n, 'person' || n || '@example.com', 'E' || n, '{}' FROM generate_series(0, 19) n`,
		[accountId],
	)
	return { ...account, ...importsOf(admin, accountId, scope) }
}

function importsOf(admin: Pool, accountId: string, scope: AccountScope) {
	const bytesOf = (content: string | Uint8Array) =>
		typeof content === 'string' ? new TextEncoder().encode(content) : content
	const add = (content: string | Uint8Array, of: Partial<AddImport> = {}) =>
		addImport(scope, { fileName: 'metrics.csv', content: inChunks(bytesOf(content)), ...of })
	const run = (jobId: string) => runJob({ accountId, jobId }, never)
	const check = async (importId: string) => {
		const started = await startCheck(scope, { importId })
		if (!started) throw new Error(`Not ready: ${JSON.stringify(await describeImport(scope, importId))}`)
		await run(started.jobId)
		const dry = await getDryRun(scope, importId)
		if (dry?.state !== 'done') throw new Error(`The dry run is ${dry?.state}.`)
		return dry.checked
	}
	const apply = async (importId: string, mode: ApplyMode = 'all-or-nothing') => {
		const started = await startApply(scope, { importId, mode })
		if (!started.ok) throw new Error(started.reason)
		await run(started.jobId)
		return getImportResult(scope, importId)
	}
	return {
		add,
		run,
		check,
		apply,
		/** Adds a file, with changes of its mapping, and answers what is asked by what is likelier. */
		upload: async (
			content: string | Uint8Array,
			change: Partial<MetricMapping> = {},
			of: Partial<AddImport> = {},
		) => {
			const added = await add(content, of)
			if (!added.ok) throw new Error(JSON.stringify(added.problem))
			const { importId } = added
			const described = await describeImport(scope, importId)
			if (!described) throw new Error('It is not there.')
			let mapping: MetricMapping = { ...described.mapping, ...change }
			for (let saved = await saveMapping(scope, { importId, mapping }); !saved.ok;) {
				if (saved.reason !== 'unusable' || saved.problems.length > 0) throw new Error(JSON.stringify(saved))
				for (const question of saved.questions) {
					if (question.about === 'percent')
						mapping = { ...mapping, percents: { ...mapping.percents, [question.metric]: question.guess } }
					else if (question.about === 'decimal') mapping = { ...mapping, decimal: question.guess }
					else if (question.about === 'date-order') mapping = { ...mapping, dateOrder: question.guess }
					else mapping = { ...mapping, grain: question.guess }
				}
				saved = await saveMapping(scope, { importId, mapping })
			}
			return importId
		},
		undo: async (importId: string) => {
			const started = await startUndo(scope, { importId })
			if (!started.ok) throw new Error(started.reason)
			await run(started.jobId)
			return getImportResult(scope, importId)
		},
		refusedRows: async (importId: string) => {
			const parts: Uint8Array[] = []
			await streamRefusedMetricRows(scope, { importId }, async (bytes) => void parts.push(bytes))
			return Buffer.concat(parts).toString('utf8')
		},
		/** Every value, as one line each, sorted. */
		values: async (): Promise<string[]> => {
			const { rows } = await admin.query<{ line: string }>(
				`SELECT concat_ws(' ', coalesce(t.name, m.email, 'company'), d.key, o.starts_on, o.grain, trim_scale(o.value), '/ ' || trim_scale(o.weight)) AS line
				 FROM observation o JOIN metric d ON d.account_id = o.account_id AND d.id = o.metric_id
				 LEFT JOIN team t ON t.account_id = o.account_id AND t.id = o.team_id
				 LEFT JOIN member m ON m.account_id = o.account_id AND m.id = o.member_id
				 WHERE o.account_id = $1`,
				[accountId],
			)
			return rows.map(({ line }) => line).toSorted()
		},
		/** How many rows there are to take imports back by. */
		replaced: async (): Promise<number> =>
			(await admin.query('SELECT FROM replaced_observation WHERE account_id = $1', [accountId])).rowCount ??
			0,
	}
}
