import { tierOf } from '#app/domain/tier/tier.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { formatNumber, formatShare, formatTier } from '#app/ui/format.tsx'
import type { MovementPage } from './read-page.server.ts'
import { TeamName } from './team-name.tsx'

type Row = Extract<MovementPage, { kind: 'flows' }>['rows'][number]
/** The team that the page is about. */
export type FlowTotal = Pick<Row, 'name' | 'flows'>
type Flow = Row['flows'][number]

function movementColumns(locale: string): DataColumn<Row>[] {
	const count = (id: keyof Row, header: string, of: (row: Row) => number): DataColumn<Row> => ({
		...{ id, header, align: 'end', cell: (row) => formatNumber(of(row), locale) },
	})
	return [
		{ id: 'team', header: 'Team', cell: (row) => <TeamName {...row} /> },
		count('compared', 'In both cycles', (row) => row.compared),
		count('up', 'Moved up', (row) => row.up),
		count('same', 'At the same tier', (row) => row.same),
		count('down', 'Moved down', (row) => row.down),
		count('joined', 'New in the figures', (row) => row.joined),
		count('gone', 'No result now', (row) => row.gone),
	]
}

function flowColumns(locale: string, all: number): DataColumn<Flow>[] {
	const tier = (halfSteps: HalfSteps | null) =>
		halfSteps === null ? <span className="text-muted">No result</span> : formatTier(tierOf(halfSteps), locale)
	return [
		{ id: 'from', header: 'From tier', cell: ({ from }) => tier(from) },
		{ id: 'to', header: 'To tier', cell: ({ to }) => tier(to) },
		{ id: 'people', header: 'People', align: 'end', cell: ({ people }) => formatNumber(people, locale) },
		{ id: 'share', header: 'Share', align: 'end', cell: ({ people }) => formatShare(people / all, locale) },
	]
}

type Props = { caption: string; rows: readonly Row[]; locale: string }

/** How many moved up, stayed and moved down, by team. */
export function MovementTable({ caption, rows, locale }: Props) {
	return (
		<DataTable
			caption={caption}
			columns={movementColumns(locale)}
			rows={rows}
			rowId={({ id }) => id}
			locale={locale}
			noun={{ one: 'team', other: 'teams' }}
			empty={null}
		/>
	)
}

/** From which tier to which, of the team that the page is about. */
export function FlowTable({
	total,
	families,
	locale,
}: {
	total: FlowTotal
	families: string
	locale: string
}) {
	const all = total.flows.reduce((sum, { people }) => sum + people, 0)
	return (
		<section aria-labelledby="flows" className="flex flex-col gap-3">
			<h2 id="flows" className="text-lg">
				From tier to tier in <bdi>{total.name}</bdi>, <bdi>{families}</bdi>
			</h2>
			<DataTable
				caption="From tier to tier"
				columns={flowColumns(locale, all)}
				rows={total.flows}
				rowId={({ from, to }) => `${from ?? 0} ${to ?? 0}`}
				locale={locale}
				noun={{ one: 'way', other: 'ways' }}
				empty={<p className="text-muted">Nobody here has a result in either cycle.</p>}
			/>
		</section>
	)
}
