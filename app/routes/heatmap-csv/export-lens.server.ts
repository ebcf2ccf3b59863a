import type { AccountSession } from '#app/auth/account-context.server.ts'
import type { LensHeatmap } from '#app/data/team-assessments/read-lens-heatmap.server.ts'
import { readLensHeatmap } from '#app/data/team-assessments/read-lens-heatmap.server.ts'
import type { HeatmapLens } from '#app/domain/team-assessment/lens-search.ts'
import { frameworkOfLens, lensSearchSchema } from '#app/domain/team-assessment/lens-search.ts'
import { levels } from '#app/domain/team-assessment/team-lens.ts'
import type { CsvCell } from '#app/lib/csv.server.ts'
import { csvResponse, formatCsv } from '#app/lib/csv.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { levelChecks } from '#seed/frameworks/level-checks.ts'
import { agenticEngineeringLadder } from '#seed/frameworks/agentic-engineering-ladder.ts'

/** The steps of each scale, the lowest first. */
const steps: Record<HeatmapLens, string[]> = {
	levels: ['none_yet', ...levels.map((level) => `level_${level}`)],
	rungs: agenticEngineeringLadder.rungs.map(({ rung }) => `rung_${rung}`),
}

/** How many teams stand at each level or rung: the rows that the heatmap of this scale shows, by its read. */
export async function exportLens({ scope, person }: AccountSession, searchParams: URLSearchParams) {
	const search = lensSearchSchema.safeParse(Object.fromEntries(searchParams))
	if (!search.success) throw notFound()
	const { lens, cycle, node } = search.data
	const frameworkKey = frameworkOfLens[lens]
	const checks =
		lens === 'levels' && search.data.by === 'checks' ? levelChecks.checks.map(({ key }) => key) : []
	const read = await readLensHeatmap(scope, person, {
		...{ frameworkKey, cycleId: cycle, nodeId: node, steps: steps[lens].length },
		withChecks: checks.length > 0,
	})
	if (read === null || read === 'nothing') throw notFound()
	const columns = [
		...['cycle', 'phase', 'as_of', 'framework', 'teams_counted', 'team_id', 'team', 'is_total'],
		...['teams_begun', 'teams_agreed', ...steps[lens].map((step) => `at_${step}`)],
		...checks.map((key) => `met_${key.replace('checks.', '').replaceAll('-', '_')}`),
	]
	const csv = formatCsv(columns, rowsOf(read, { frameworkKey, checks }))
	return csvResponse(csv, `${lens}-${read.cycle.name}-${read.total.name}.csv`)
}

function* rowsOf(
	{ cycle, seesAll, total, rows }: LensHeatmap,
	{ frameworkKey, checks }: { frameworkKey: string; checks: readonly string[] },
): Generator<CsvCell[]> {
	const asOf = (cycle.publishedAt ?? new Date()).toISOString()
	for (const { id, name, begun, agreed, counts, met } of [total, ...rows]) {
		yield [
			...[cycle.name, cycle.isRunning ? 'running' : 'published', asOf, frameworkKey],
			// All teams of the account, or only those whose assessments the reader sees
			...[seesAll ? 'all' : 'seen', id, name, id === total.id ? 'yes' : 'no'],
			...[begun + agreed, agreed, ...counts],
			...checks.map((key) => met.get(key) ?? 0),
		]
	}
}
