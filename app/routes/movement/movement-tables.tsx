import { tierOf } from '#app/domain/tier/tier.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { formatTier } from '#app/ui/format.tsx'
import { peopleShareText, peopleText } from './people-text.ts'
import type { MovementPage } from './read-page.server.ts'
import { TeamName } from './team-name.tsx'

type Row = Extract<MovementPage, { kind: 'flows' }>['rows'][number]
/** The team that the page is about. */
export type FlowTotal = Pick<Row, 'name' | 'flows' | 'compared'>
type Flow = Row['flows'][number]

function movementColumns(step: number | null, locale: string): DataColumn<Row>[] {
	const count = (id: keyof Row, header: string, of: (row: Row) => number): DataColumn<Row> => ({
		...{ id, header, align: 'end', cell: (row) => peopleText(of(row), step, locale) },
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

function flowColumns(step: number | null, all: number, locale: string): DataColumn<Flow>[] {
	const tier = (halfSteps: HalfSteps | null) =>
		halfSteps === null ? <span className="text-muted">No result</span> : formatTier(tierOf(halfSteps), locale)
	return [
		{ id: 'from', header: 'From tier', cell: ({ from }) => tier(from) },
		{ id: 'to', header: 'To tier', cell: ({ to }) => tier(to) },
		{ id: 'people', header: 'People', align: 'end', cell: ({ people }) => peopleText(people, step, locale) },
		{
			...{ id: 'share', header: 'Share', align: 'end' },
			cell: ({ people }) => peopleShareText({ people, all }, step, locale),
		},
	]
}

type Props = {
	caption: string
	rows: readonly Row[]
	/** To multiples of how many people it is told; null for as it is. */
	step?: number | null
	locale: string
}

/** How many moved up, stayed and moved down, by team. */
export function MovementTable({ caption, rows, step = null, locale }: Props) {
	return (
		<DataTable
			caption={caption}
			columns={movementColumns(step, locale)}
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
	step = null,
	locale,
}: {
	total: FlowTotal
	families: string
	/** As of MovementTable. In round numbers nothing is told of who is in one cycle alone. */
	step?: number | null
	locale: string
}) {
	const all = step === null ? total.flows.reduce((sum, { people }) => sum + people, 0) : total.compared
	return (
		<section aria-labelledby="flows" className="flex flex-col gap-3">
			<h2 id="flows" className="text-lg">
				From tier to tier in <bdi>{total.name}</bdi>, <bdi>{families}</bdi>
			</h2>
			<DataTable
				caption="From tier to tier"
				columns={flowColumns(step, all, locale)}
				rows={total.flows}
				rowId={({ from, to }) => `${from ?? 0} ${to ?? 0}`}
				locale={locale}
				noun={{ one: 'way', other: 'ways' }}
				empty={
					<p className="text-muted">
						{step === null
							? 'Nobody here has a result in either cycle.'
							: `No way was taken by ${peopleText(step / 2, null, locale)} people or more.`}
					</p>
				}
			/>
		</section>
	)
}
