import type { AuditPerson, ListedAuditEvent } from '#app/data/list-audit-events.server.ts'
import type { DataColumn } from '#app/ui/data-column.ts'
import { TimeText } from '#app/ui/format.tsx'
import type { Format } from './describe-detail.ts'
import { describeAction, describeArea, describeDetail } from './describe-detail.ts'

export function auditColumns({ own, ...format }: Format & { own: boolean }): DataColumn<ListedAuditEvent>[] {
	return [
		{
			id: 'what',
			header: 'What',
			cell: ({ action }) => describeAction(action),
		},
		{
			id: 'when',
			header: 'When',
			sort: true,
			firstOrder: 'desc',
			nowrap: true,
			cell: ({ at }) => <TimeText value={at} {...format} style="dateTime" />,
		},
		{
			id: 'who',
			header: 'Who',
			cell: ({ actor }) => (own ? 'You' : actor ? <Person {...actor} /> : 'Contour itself'),
		},
		{
			id: 'about',
			header: 'About',
			cell: ({ subject, about, aboutName }) =>
				about ? (
					<Person {...about} />
				) : (
					<span className="text-muted">
						{describeArea(subject)} {aboutName && <bdi>{aboutName}</bdi>}
					</span>
				),
		},
		{
			id: 'detail',
			header: 'Details',
			cell: (event) => <span className="text-muted">{describeDetail(event, format) || '–'}</span>,
		},
	]
}

function Person(person: AuditPerson) {
	if (person.kind === 'name') return <bdi>{person.name}</bdi>
	return (
		<span className="text-muted" title={person.id}>
			Pseudonym <span className="font-mono">{person.id.slice(0, 8)}</span>
		</span>
	)
}
