import type { AccountSession } from '#app/auth/account-context.server.ts'
import type { LensHeatmap } from '#app/data/team-assessments/read-lens-heatmap.server.ts'
import { readLensHeatmap } from '#app/data/team-assessments/read-lens-heatmap.server.ts'
import type { HeatmapLens } from '#app/domain/team-assessment/lens-search.ts'
import { frameworkOfLens, lensSearchSchema } from '#app/domain/team-assessment/lens-search.ts'
import { levels } from '#app/domain/team-assessment/team-lens.ts'
import { notFound } from '#app/lib/http.server.ts'
import { aboutCount, aboutMoment, aboutText } from '#app/lib/sheet/about-lines.ts'
import type { CellRow } from '#app/lib/sheet/cell-columns.ts'
import { cellOf, column } from '#app/lib/sheet/cell-columns.ts'
import type { CellValue } from '#app/lib/sheet/sheet.ts'
import { levelChecks } from '#seed/frameworks/level-checks.ts'
import { agenticEngineeringLadder } from '#seed/frameworks/agentic-engineering-ladder.ts'

/** The steps of each scale, the lowest first. */
const steps: Record<HeatmapLens, { key: string; label: string }[]> = {
	levels: [
		{ key: 'none_yet', label: 'None yet' },
		...levels.map((level) => ({ key: `level_${level}`, label: `Level ${level}` })),
	],
	rungs: agenticEngineeringLadder.rungs.map(({ rung }) => ({ key: `rung_${rung}`, label: `Rung ${rung}` })),
}

const titles: Record<HeatmapLens, string> = {
	levels: 'AI coding levels of teams',
	rungs: 'Rungs of teams on the agentic engineering ladder',
}

const count = { type: 'number', width: 10, paper: 7 } as const

const columnsOf = (lens: HeatmapLens, checks: readonly Check[]) => [
	column('cycle', 'Cycle', { width: 12 }),
	column('phase', 'Phase', { width: 11 }),
	column('as_of', 'As of (UTC)', { type: 'moment', width: 18 }),
	column('framework', 'Framework', { width: 26 }),
	column('teams_counted', 'Teams counted', { width: 12 }),
	column('team_id', 'Team id', { width: 38 }),
	column('team', 'Team', { width: 30, paper: 26 }),
	column('is_total', 'Is the total', { width: 9, paper: 7 }),
	column('teams_begun', 'Teams begun', count),
	column('teams_agreed', 'Teams agreed', count),
	...steps[lens].map(({ key, label }) => column(`at_${key}`, `At ${label.toLowerCase()}`, count)),
	...checks.map(({ key, text }) =>
		column(`met_${key.replace('checks.', '').replaceAll('-', '_')}`, `Met: ${text}`, {
			...{ type: 'number', width: 16 },
		}),
	),
]

type Check = { key: string; level: number; text: string }

/** A sentence for each of thirty checks heads no column of a page: there, each check of a team is a row. */
const checkColumns = [
	column('team', 'Team', { width: 30, paper: 18 }),
	column('level', 'Level', { type: 'number', width: 8, paper: 5 }),
	column('check', 'Check', { width: 60, paper: 62 }),
	column('teams_met', 'Teams that met it', { ...count, paper: 8 }),
	column('teams_agreed', 'Teams agreed', { ...count, paper: 8 }),
]

/** How many teams stand at each level or rung: the rows that the heatmap of this scale shows, by its read, as a file. */
export async function describeLens(
	{ scope, person }: AccountSession,
	searchParams: URLSearchParams,
	{ isOnPaper }: { isOnPaper: boolean },
) {
	const search = lensSearchSchema.safeParse(Object.fromEntries(searchParams))
	if (!search.success) throw notFound()
	const { lens, cycle, node } = search.data
	const frameworkKey = frameworkOfLens[lens]
	const checks = lens === 'levels' && search.data.by === 'checks' ? levelChecks.checks : []
	const read = await readLensHeatmap(scope, person, {
		...{ frameworkKey, cycleId: cycle, nodeId: node, steps: steps[lens].length },
		withChecks: checks.length > 0,
	})
	if (read === null || read === 'nothing') throw notFound()
	const { total } = read
	const turnsChecks = isOnPaper && checks.length > 0
	const rows = turnsChecks ? checkRowsOf(read, checks) : [...rowsOf(read, { frameworkKey, checks })]
	return {
		...{ rows, columns: turnsChecks ? checkColumns : columnsOf(lens, checks) },
		groupOf: turnsChecks ? cellOfTeam : undefined,
		name: `${lens}-${read.cycle.name}-${total.name}`,
		title: `${titles[lens]} · ${total.name} · ${read.cycle.name}`,
		about: () => [
			aboutText('Cycle', read.cycle.name),
			aboutText('Phase', read.cycle.isRunning ? 'running: as it stands now' : 'published'),
			aboutMoment('As of', asOf(read)),
			aboutText('Framework', frameworkKey),
			aboutText('Team', total.name),
			aboutCount('Teams that have begun', total.begun + total.agreed),
			aboutCount('Of these agreed', total.agreed),
			aboutText(
				'Suppression',
				read.seesAll
					? 'None: all teams of the account are counted.'
					: 'Only teams whose assessments the person who made this file may see are counted.',
			),
			aboutCount('Number of rows', rows.length),
		],
		footer: 'about teams, as the person who made this file may see them',
		chart: {
			title: `Teams at each step, ${total.name}`,
			unit: { one: 'team', many: 'teams' },
			bars: steps[lens].flatMap(({ label }, i) => {
				const value = total.counts[i] ?? 0
				return value > 0 ? [{ group: titles[lens], label, value }] : []
			}),
			more: 0,
		},
	}
}

const checkRowsOf = ({ total, rows }: LensHeatmap, checks: readonly Check[]): CellValue[][] =>
	[total, ...rows].flatMap(({ name, agreed, met }) =>
		checks.map(({ key, level, text }) => [name, level, text, met.get(key) ?? 0, agreed]),
	)

const cellOfTeam = (row: CellRow): string => String(teamOfRow(row))
const teamOfRow = cellOf(checkColumns, 'team')

const asOf = ({ cycle }: LensHeatmap) => (cycle.publishedAt ?? new Date()).toISOString()

function* rowsOf(
	read: LensHeatmap,
	{ frameworkKey, checks }: { frameworkKey: string; checks: readonly Check[] },
): Generator<CellValue[]> {
	const { cycle, seesAll, total, rows } = read
	for (const { id, name, begun, agreed, counts, met } of [total, ...rows]) {
		yield [
			...[cycle.name, cycle.isRunning ? 'running' : 'published', asOf(read), frameworkKey],
			// All teams of the account, or only those whose assessments the reader sees
			...[seesAll ? 'all' : 'seen', id, name, id === total.id ? 'yes' : 'no'],
			...[begun + agreed, agreed, ...counts],
			...checks.map(({ key }) => met.get(key) ?? 0),
		]
	}
}
