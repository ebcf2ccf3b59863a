import { Link, useLocation } from 'react-router'
import type { Role } from '#app/domain/access/policy.ts'
import { roleWords } from '#app/domain/access/role-words.ts'
import { Badge, StateBadge } from '#app/ui/badge.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { TimeText } from '#app/ui/format.tsx'
import { changeSearch } from '#app/ui/search.ts'

export type MembershipRow = {
	id: string
	name: string
	email: string
	roles: Role[]
	member: { id: string; name: string } | null
	isOpen: boolean
	version: number
	createdAt: Date
	isYou: boolean
}

export function membershipColumns(format: { locale: string; timeZone: string }): DataColumn<MembershipRow>[] {
	return [
		{
			id: 'name',
			header: 'Name',
			sort: true,
			cell: ({ name, isYou, isOpen }) => (
				<span className="inline-flex flex-wrap items-center gap-2">
					<bdi>{name}</bdi>
					{isYou && <Badge tone="accent">You</Badge>}
					{!isOpen && <StateBadge state="left">Left, can’t sign in here</StateBadge>}
				</span>
			),
		},
		{ id: 'email', header: 'E-mail', sort: true, cell: ({ email }) => <bdi>{email}</bdi> },
		{
			id: 'roles',
			header: 'Roles',
			cell: ({ roles }) => (
				<span className="inline-flex flex-wrap gap-1">
					{roles.map((role) => (
						<Badge key={role}>{roleWords[role].name}</Badge>
					))}
				</span>
			),
		},
		{
			id: 'member',
			header: 'Employee record',
			cell: ({ member }) => (member ? <bdi>{member.name}</bdi> : <span className="text-muted">None</span>),
		},
		{
			id: 'joined',
			header: 'Since',
			sort: true,
			firstOrder: 'desc',
			nowrap: true,
			cell: ({ createdAt }) => <TimeText value={createdAt} {...format} />,
		},
		{
			id: 'change',
			header: 'Change',
			headerHidden: true,
			align: 'end',
			cell: ({ id, name }) => <ChangeLink id={id} name={name} />,
		},
	]
}

function ChangeLink({ id, name }: { id: string; name: string }) {
	const { search } = useLocation()
	return (
		<Link to={changeSearch(search, { edit: id })} className="link" aria-label={`Change the roles of ${name}`}>
			Change
		</Link>
	)
}
