import { Form } from 'react-router'
import type { Role } from '#app/domain/access/policy.ts'
import { roleWords } from '#app/domain/access/role-words.ts'
import type { TokenState } from '#app/domain/api/token-life.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Confirm } from '#app/ui/confirm.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { TimeText } from '#app/ui/format.tsx'

export type TokenRow = {
	id: string
	name: string
	role: Role
	createdBy: string | null
	createdAt: Date
	expiresAt: Date
	lastUsedAt: Date | null
	state: TokenState
}

export function tokenColumns(format: { locale: string; timeZone: string }): DataColumn<TokenRow>[] {
	return [
		{
			id: 'name',
			header: 'For',
			cell: ({ name, state }) => (
				<span className="inline-flex flex-wrap items-center gap-2">
					<bdi>{name}</bdi>
					{state !== 'active' && <Badge tone="outline">{state === 'revoked' ? 'Revoked' : 'Expired'}</Badge>}
				</span>
			),
		},
		{ id: 'role', header: 'Role', cell: ({ role }) => <Badge>{roleWords[role].name}</Badge> },
		{
			id: 'created',
			header: 'Made',
			nowrap: true,
			cell: ({ createdAt }) => <TimeText value={createdAt} {...format} />,
		},
		{
			id: 'by',
			header: 'By',
			cell: ({ createdBy }) =>
				createdBy ? <bdi>{createdBy}</bdi> : <span className="text-muted">Not a person here</span>,
		},
		{
			id: 'expires',
			header: 'Until',
			nowrap: true,
			cell: ({ expiresAt }) => <TimeText value={expiresAt} {...format} style="dateTime" />,
		},
		{
			id: 'used',
			header: 'Last used',
			nowrap: true,
			cell: ({ lastUsedAt }) =>
				lastUsedAt ? <TimeText value={lastUsedAt} {...format} style="dateTime" /> : 'Never',
		},
		{
			id: 'revoke',
			header: 'Revoke',
			headerHidden: true,
			align: 'end',
			cell: ({ id, name, state }) => (state === 'active' ? <Revoke id={id} name={name} /> : null),
		},
	]
}

function Revoke({ id, name }: { id: string; name: string }) {
	return (
		<Confirm
			label={
				<>
					Revoke<span className="sr-only"> {name}</span>
				</>
			}
			size="small"
			text="Programs that use it are refused from their next request on. It can’t be made to work again."
		>
			<Form method="post">
				<input type="hidden" name="intent" value="revoke" />
				<input type="hidden" name="tokenId" value={id} />
				<Button variant="danger" size="small">
					Revoke it
				</Button>
			</Form>
		</Confirm>
	)
}
