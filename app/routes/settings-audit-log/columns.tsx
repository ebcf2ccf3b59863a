import type { AuditPerson, ListedAuditEvent } from '#app/data/list-audit-events.server.ts'
import type { DataColumn } from '#app/ui/data-column.ts'
import { TimeText } from '#app/ui/format.tsx'

type Format = { locale: string; timeZone: string }

/** 'membership.roles-changed' becomes 'Membership roles changed'. */
function describeAction(action: string): string {
	return capitalize(action.replace(/[.-]/g, ' '))
}

export const describeArea = (area: string) => capitalize(area.replaceAll('-', ' '))

const capitalize = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** 'minimumGroupSizeTo' becomes 'minimum group size to'. */
const describeKey = (key: string) => key.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()

function describeDetail(detail: ListedAuditEvent['detail'], locale: string): string {
	return Object.entries(detail)
		.filter(([, value]) => !(Array.isArray(value) && value.length === 0) && value !== null)
		.map(([key, value]) => {
			const text =
				typeof value === 'number'
					? new Intl.NumberFormat(locale).format(value)
					: Array.isArray(value)
						? value.map((item: string) => describeKey(item)).join(', ')
						: String(value)
			return `${describeKey(key)}: ${text}`
		})
		.join(' · ')
}

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
			cell: ({ subject, about }) =>
				about ? <Person {...about} /> : <span className="text-muted">{describeArea(subject)}</span>,
		},
		{
			id: 'detail',
			header: 'Details',
			cell: ({ detail }) => (
				<span className="text-muted">{describeDetail(detail, format.locale) || '–'}</span>
			),
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
