import type { HeatCell, HeatColumn, HeatRow } from '#app/charts/heat-cell.ts'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { mayPartPeople } from '#app/data/heatmap/read-people-rows.server.ts'
import type { LensHeatmap } from '#app/data/team-assessments/read-lens-heatmap.server.ts'
import { readLensHeatmap } from '#app/data/team-assessments/read-lens-heatmap.server.ts'
import { readHeatRows } from '#app/domain/heatmap/heat-rows.ts'
import type { HeatmapLens } from '#app/domain/team-assessment/lens-search.ts'
import { frameworkOfLens, lensSearchSchema } from '#app/domain/team-assessment/lens-search.ts'
import { levelWords } from '#app/domain/team-assessment/team-lens.ts'
import { notFound } from '#app/lib/http.server.ts'
import { formatNumber } from '#app/ui/format.tsx'
import { agenticEngineeringLadder as ladder } from '#seed/frameworks/agentic-engineering-ladder.ts'
import { fiveAiCodingLevels } from '#seed/frameworks/five-ai-coding-levels.ts'
import { levelChecks } from '#seed/frameworks/level-checks.ts'

const columns: Record<HeatmapLens, HeatColumn[]> = {
	levels: [0, ...fiveAiCodingLevels.levels.map(({ level }) => level)].map((level) => ({
		id: `level-${level}`,
		label: levelWords(level),
		note: fiveAiCodingLevels.levels.find((one) => one.level === level)?.name,
	})),
	rungs: ladder.rungs.map(({ rung, name }) => ({ id: `rung-${rung}`, label: `Rung ${rung}`, note: name })),
}

/** How many teams stand at each level or rung, as the URL asks for. Tiers are a page of their own: the lenses never meet. */
export async function readLensPage({ scope, person, account }: AccountSession, url: URL) {
	const search = lensSearchSchema.safeParse(Object.fromEntries(url.searchParams))
	if (!search.success) throw notFound()
	const { lens, cycle, node, nearCycle, near } = search.data
	const by = lens === 'levels' ? search.data.by : 'steps'
	const of = {
		...{ frameworkKey: frameworkOfLens[lens], steps: columns[lens].length, withChecks: by === 'checks' },
	}
	const attempts = [
		{ cycleId: cycle ?? nearCycle, nodeId: node ?? near },
		...(near && !node ? [{ cycleId: cycle ?? nearCycle, nodeId: node }] : []),
		...(nearCycle && !cycle ? [{ cycleId: cycle, nodeId: node }] : []),
	]
	let read: Awaited<ReturnType<typeof readLensHeatmap>> = null
	for (const attempt of attempts) read ??= await readLensHeatmap(scope, person, { ...of, ...attempt })
	if (read === null) throw notFound()
	// To who may not part people, the rest of such an address is as if it were not there.
	const isOfPeople = readHeatRows(url.searchParams.get('rows') ?? '').kind !== 'teams'
	const common = {
		...{ kind: 'lens' as const, lens, by, locale: account.locale },
		refuses: mayPartPeople(person) && (isOfPeople || url.searchParams.get('raters') === 'apart'),
	}
	if (read === 'nothing') return { ...common, table: null }
	const root = `/a/${account.slug}`
	const kept = { lens, ...(by === 'checks' && { by }) }
	const href = (nodeId: string) =>
		`${root}/heatmap?${new URLSearchParams({ ...kept, cycle: read.cycle.id, node: nodeId })}`
	return { ...common, table: tableOf(read, { lens, by, kept, root, href, locale: account.locale }) }
}
export type LensPage = Awaited<ReturnType<typeof readLensPage>>

type Of = {
	lens: HeatmapLens
	by: 'steps' | 'checks'
	/** Of the address. */
	kept: Record<string, string>
	root: string
	href: (nodeId: string) => string
	locale: string
}

/** The checks that the levels stand on, the lowest level first. */
const checkColumns: HeatColumn[] = levelChecks.checks.map(({ key, level, text }) => ({
	...{ id: key, label: text, note: `Level ${level}` },
}))

function tableOf(read: LensHeatmap, { lens, by, kept, root, href, locale }: Of) {
	const number = (value: number) => formatNumber(value, locale)
	const rowOf = (row: Omit<LensHeatmap['total'], 'hasOwn'>, to: string | undefined): HeatRow => ({
		id: row.id,
		label: row.name,
		note: `${number(row.agreed)} of ${number(row.agreed + row.begun)} agreed`,
		href: to,
		cells: by === 'checks' ? checkColumns.map(({ id }) => checkOf(row, id, to)) : stepsOf(row, to),
	})
	const counted = (count: number, { agreed }: { agreed: number }, to: string | undefined): HeatCell => ({
		...{ kind: 'value', value: count / agreed, text: number(count), href: to },
		description: `${number(count)} of ${number(agreed)} ${agreed === 1 ? 'team' : 'teams'} · ${read.cycle.name}`,
	})
	const stepsOf = (row: Pick<LensHeatmap['total'], 'counts' | 'agreed'>, to: string | undefined) =>
		row.counts.map((count): HeatCell => (count === 0 ? { kind: 'empty' } : counted(count, row, to)))
	const checkOf = (
		row: Pick<LensHeatmap['total'], 'met' | 'agreed'>,
		key: string,
		to: string | undefined,
	): HeatCell =>
		row.agreed === 0 ? { kind: 'notAssessed', href: to } : counted(row.met.get(key) ?? 0, row, to)
	return {
		...{ cycle: read.cycle, seesAll: read.seesAll },
		cycles: read.cycles.map(({ id, name, isRunning }) => ({
			...{ value: id, label: isRunning ? `${name}, as it stands now` : name },
		})),
		path: read.path.map(({ id, name }) => ({ name, href: href(id) })),
		node: { id: read.total.id, name: read.total.name },
		csvHref: `${root}/heatmap.csv?${new URLSearchParams({ ...kept, cycle: read.cycle.id, node: read.total.id })}`,
		/** Of the node's own team: its row counts the teams below as well. */
		ownHref: read.total.hasOwn ? `${root}/teams/${read.total.id}/assessments` : null,
		columns: by === 'checks' ? checkColumns : columns[lens],
		total: rowOf(read.total, undefined),
		rows: read.rows.map((row) =>
			rowOf(row, row.hasBelow ? href(row.id) : `${root}/teams/${row.id}/assessments`),
		),
	}
}
