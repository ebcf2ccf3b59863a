import { LockKeyhole } from 'lucide-react'
import { TierColumns } from '#app/charts/tier-columns.tsx'
import { tierParts } from '#app/charts/tier-parts.ts'
import { allHalfSteps, tierOf } from '#app/domain/tier/tier.ts'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { formatNumber, formatShare, formatTier } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { spanOf } from './figure.tsx'
import type { TrendPageOf } from './read-page.server.ts'

type Page = TrendPageOf<'trend'>
type Row = Page['rows'][number]
type Shown = Extract<Row, { kind: 'shown' }>

/** The chosen family cycle by cycle: how it is spread over the tiers, and every figure of it. */
export function TrendDistribution({ page }: { page: Page }) {
	const { rows, locale, node, familyName, family } = page
	const whom = family === '' ? `all families in ${node.name}` : `${familyName} in ${node.name}`
	return (
		<section aria-labelledby="spread" className="trend-figures flex min-w-0 flex-col gap-4">
			<h2 id="spread" className="text-lg wrap-anywhere">
				<bdi>{familyName}</bdi> cycle by cycle
			</h2>
			{rows.some(({ kind }) => kind === 'shown') && (
				<Panel>
					<TierColumns
						title={`People at each tier as shares of each cycle, ${whom}, ${spanOf(page)}`}
						columns={rows.toReversed().map((row) => ({
							...{ id: row.id, label: row.name, isHidden: row.kind === 'suppressed' },
							parts: row.kind === 'shown' ? tierParts(row, locale) : null,
						}))}
					/>
				</Panel>
			)}
			<DataTable
				caption={`Figures of ${whom} by cycle`}
				columns={columnsOf(locale)}
				rows={rows}
				rowId={({ id }) => id}
				locale={locale}
				noun={{ one: 'cycle', other: 'cycles' }}
				empty={null}
			/>
		</section>
	)
}

function columnsOf(locale: string): DataColumn<Row>[] {
	const figure = (id: string, header: string, of: (row: Shown) => string | null): DataColumn<Row> => ({
		...{ id, header, align: 'end', nowrap: true },
		cell: (row) => (row.kind === 'shown' ? of(row) : null),
	})
	const tier = (value: number) => formatTier(value, locale)
	return [
		{ id: 'cycle', header: 'Cycle', cell: (row) => <CycleName {...row} /> },
		{
			id: 'assessed',
			header: 'Assessed',
			nowrap: true,
			cell: (row) => <Assessed row={row} locale={locale} />,
		},
		figure('mean', 'Mean (range)', ({ mean, from, to }) =>
			from === null || to === null ? tier(mean) : `${tier(mean)} (${tier(from)}–${tier(to)})`,
		),
		figure('median', 'Median', ({ median }) => tier(median)),
		figure('share', 'Tier 2 or above', ({ share }) => formatShare(share, locale)),
		...allHalfSteps.map((halfSteps) =>
			figure(`at-${halfSteps}`, `At ${tier(tierOf(halfSteps))}`, ({ distribution }) =>
				formatNumber(distribution[halfSteps - 1] ?? 0, locale),
			),
		),
	]
}

function CycleName({ name, note }: Pick<Row, 'name' | 'note'>) {
	return (
		<>
			{name}
			{note && <span className="block text-xs text-muted">{note}</span>}
		</>
	)
}

const words = {
	'not-assessed': 'Nobody assessed',
	exempt: 'Exempt',
	empty: 'Nobody here',
	absent: 'Not open to you',
}

/** Of how many, or which of the states it is that there is no figure for. */
function Assessed({ row, locale }: { row: Row; locale: string }) {
	if (row.kind === 'suppressed') {
		return (
			<span className="inline-flex items-center gap-1 text-muted">
				<LockKeyhole aria-hidden className="size-3.5" /> Hidden
			</span>
		)
	}
	if (row.kind !== 'shown') return <span className="text-muted">{words[row.kind]}</span>
	const number = (value: number) => formatNumber(value, locale)
	return (
		<>
			{row.eligible === null ? number(row.n) : `${number(row.n)} of ${number(row.eligible)}`}
			{row.isPartial && <span className="text-muted"> · partial</span>}
		</>
	)
}
