import { withBenchDatabase } from './bench-database.ts'
import { timeImports } from './import-rates.ts'
import type { Result } from './measure.ts'
import { timeResult } from './measure.ts'

/** Files of metrics, from the first byte posted to rows that can be asked for. */
export async function run({ quick }: { quick: boolean }): Promise<Result[]> {
	const rows = quick ? 50_000 : 1_000_000
	const members = quick ? 1_000 : 10_000
	return withBenchDatabase('import', async (database) => {
		const times = await timeImports(database, { rows, members, rounds: quick ? 1 : 3 })
		const limited = (limit: number) => (quick ? null : limit)
		const about = `${rows} rows; a rate of 0.8 is 1.25 of the time`
		return [
			timeResult('import_s_against_copy_and_insert', times.ours, times.reference, limited(1.25), about),
			timeResult('import_s_against_bare_copy', times.ours, times.bare, null, `${about}; aim 2.5`),
			timeResult('import_10_percent_changed_s_against_copy_and_insert', times.oursChanged, times.referenceChanged, limited(1.25), about),
			timeResult(
				'import_10_percent_changed_s_against_insert_that_leaves_unchanged_rows',
				...([times.oursChanged, times.sparingChanged, null] as const),
				`${about}; that one keeps nothing to take it back by`,
			),
			timeResult('import_dry_run_s_against_apply', times.dryRun, times.apply, limited(1), about),
		]
	})
}
