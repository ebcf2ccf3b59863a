import { useMemo } from 'react'
import { LockKeyhole, LockKeyholeOpen } from 'lucide-react'
import { Link } from 'react-router'
import type { CalibrationGroupItem } from '#app/data/list-calibration-groups.server.ts'
import { Badge } from '#app/ui/badge.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { formatNumber, TimeText } from '#app/ui/format.tsx'
import type { CalibrationPage } from './read-page.server.ts'

/** The groups by name. There are few: all of them. */
export function GroupTable({ page }: { page: CalibrationPage }) {
	const columns = useMemo(() => columnsOf(page), [page])
	return (
		<DataTable
			caption="Calibration groups"
			columns={columns}
			rows={page.groups}
			rowId={({ id }) => id}
			locale={page.locale}
			noun={{ one: 'group', other: 'groups' }}
			empty={null}
		/>
	)
}

function columnsOf({ slug, cycle, locale, timeZone }: CalibrationPage): DataColumn<CalibrationGroupItem>[] {
	const number = (value: number) => (value === 0 ? null : formatNumber(value, locale))
	return [
		{
			id: 'name',
			header: 'Group',
			cell: ({ id, name }) => (
				<Link to={`/a/${slug}/cycles/${cycle.id}/calibration/${id}`} className="link">
					<bdi>{name}</bdi>
				</Link>
			),
		},
		{ id: 'teams', header: 'Teams', align: 'end', cell: ({ teams }) => number(teams) },
		{ id: 'people', header: 'People', align: 'end', cell: ({ people }) => number(people) },
		{ id: 'settled', header: 'With a result', align: 'end', cell: ({ settled }) => number(settled) },
		{ id: 'changed', header: 'Changed here', align: 'end', cell: ({ changed }) => number(changed) },
		{
			id: 'state',
			header: 'State',
			cell: ({ lockedAt, lockedBy }) =>
				lockedAt ? (
					<span className="flex flex-col items-start gap-1">
						<Badge tone="accent" icon={LockKeyhole}>
							Locked
						</Badge>
						<span className="text-xs text-muted">
							{lockedBy && <bdi>{lockedBy}</bdi>}{' '}
							<TimeText value={lockedAt} locale={locale} timeZone={timeZone} />
						</span>
					</span>
				) : (
					<Badge tone="outline" icon={LockKeyholeOpen}>
						Open
					</Badge>
				),
		},
	]
}
