import { LockKeyhole } from 'lucide-react'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { TierMark } from '#app/ui/tier-badge.tsx'
import type { Past } from './read-page.server.ts'

type Row = Past['rows'][number]
type Side = Row['sides'][number]

const words = { 'not-assessed': 'Not assessed', exempt: 'Exempt', empty: 'Nobody here' } as const

function columnsOf(cycles: readonly string[]): DataColumn<Row>[] {
	return [
		{ id: 'family', header: 'Role family', cell: ({ name }) => name },
		...cycles.map((cycle, i): DataColumn<Row> => ({
			id: `cycle ${i}`,
			header: cycle,
			cell: ({ sides }) => {
				const side = sides[i]
				return side ? <SideText side={side} /> : null
			},
		})),
	]
}

/** The mean tier of every family of the company, cycle by cycle. */
export function PastTable({ past: { cycles, rows }, locale }: { past: Past; locale: string }) {
	return (
		<DataTable
			caption="Mean tier of the company by role family and cycle"
			columns={columnsOf(cycles)}
			rows={rows}
			rowId={({ id }) => id}
			locale={locale}
			noun={{ one: 'row', other: 'rows' }}
			empty={null}
		/>
	)
}

function SideText({ side }: { side: Side }) {
	if (side.kind === 'suppressed') {
		return (
			<span className="inline-flex items-center gap-1 text-muted">
				<LockKeyhole aria-hidden className="size-3.5" /> Hidden
			</span>
		)
	}
	if (side.kind !== 'shown') return <span className="text-muted">{words[side.kind]}</span>
	return (
		<span className="inline-flex items-center gap-2">
			<TierMark halfSteps={side.halfSteps}>{side.mean}</TierMark>
			<span className="text-sm text-muted">
				n {side.n}
				{side.isPartial && ' · partial'}
			</span>
		</span>
	)
}
