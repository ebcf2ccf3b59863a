import { withBenchDatabase } from './bench-database.ts'
import { measureMemory } from './import-memory.ts'
import { timePages } from './import-pages.ts'
import { timeImports } from './import-rates.ts'
import { timeRosters } from './import-roster.ts'
import type { Result } from './measure.ts'
import { timeResult } from './measure.ts'

/** Files of metrics, from the first byte posted to rows that can be asked for. */
export async function run({ quick }: { quick: boolean }): Promise<Result[]> {
	const rows = quick ? 50_000 : 1_000_000
	const members = quick ? 1_000 : 10_000
	const people = quick ? 5_000 : 100_000
	return withBenchDatabase('import', async (database) => {
		const memory = await measureMemory(database, { sizes: [rows / 10, rows], members })
		const [small = 0, large = 0] = memory.peaks
		const times = await timeImports(database, { rows, members, rounds: quick ? 1 : 3 })
		const rosters = await timeRosters(database, people)
		const pages = await timePages(database, { rows, members, quick })
		const limited = (limit: number) => (quick ? null : limit)
		const about = `${rows} rows`
		const rate = `${about}; a rate of 0.8 is 1.25 of the time`
		return [
			timeResult('import_s_against_copy_and_insert', times.ours, times.reference, limited(1.25), rate),
			timeResult(
				'import_s_against_bare_copy',
				times.ours,
				times.bare,
				null,
				`${about}; a rate of 0.4 is 2.5 of the time`,
			),
			timeResult(
				'import_10_percent_changed_s_against_copy_and_insert',
				...([times.oursChanged, times.referenceChanged, limited(1.25), rate] as const),
			),
			timeResult(
				'import_10_percent_changed_s_against_insert_that_leaves_unchanged_rows',
				...([times.oursChanged, times.sparingChanged, null] as const),
				`${about}; that one keeps nothing to take it back by`,
			),
			timeResult(
				'import_peak_rss_above_idle_mb',
				large,
				200,
				1,
				`reference: the limit; ${about}; idle ${memory.idle.toFixed(0)} MB`,
			),
			timeResult(
				'import_peak_rss_above_idle_mb_against_a_tenth_of_the_rows',
				...([large, small, limited(1.2), about] as const),
			),
			timeResult(
				'roster_1_percent_changed_s_against_first',
				rosters.second,
				rosters.first,
				limited(0.5),
				`${people} people`,
			),
			timeResult('import_dry_run_s_against_apply', times.dryRun, times.apply, limited(1), about),
			timeResult(
				'pages_p99_ms_while_importing_against_without',
				...([
					pages.meanwhile,
					pages.alone,
					limited(3),
					`${pages.requests} requests meanwhile; ${about}`,
				] as const),
			),
		]
	})
}
