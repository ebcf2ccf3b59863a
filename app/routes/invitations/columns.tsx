import { Check, Clock, Mail, MailX, Undo2 } from 'lucide-react'
import { Form, Link } from 'react-router'
import type { Invitee, InviteeState } from '#app/data/list-invitees.server.ts'
import type { BadgeTone } from '#app/ui/badge.tsx'
import { Badge } from '#app/ui/badge.tsx'
import type { Icon } from '#app/ui/button.tsx'
import { Button } from '#app/ui/button.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { TimeText } from '#app/ui/format.tsx'
import { LongText } from '#app/ui/long-text.tsx'
import { roleLabels, stateLabels } from './words.ts'

type Of = { root: string; locale: string; timeZone: string; idempotencyKey: string }

const looks: Record<InviteeState, { tone: BadgeTone; icon: Icon }> = {
	none: { tone: 'outline', icon: Mail },
	invited: { tone: 'neutral', icon: Mail },
	expired: { tone: 'late', icon: Clock },
	joined: { tone: 'accent', icon: Check },
	'no-email': { tone: 'outline', icon: MailX },
}

export function columnsOf({ root, locale, timeZone, idempotencyKey }: Of): DataColumn<Invitee>[] {
	return [
		{
			id: 'name',
			header: 'Name',
			sort: true,
			cell: ({ memberId, name }) => (
				<Link to={`${root}/people/${memberId}`} className="link">
					<bdi>{name}</bdi>
				</Link>
			),
		},
		{ id: 'email', header: 'E-mail', sort: true, cell: ({ email }) => email ?? '–' },
		{
			id: 'team',
			header: 'Team',
			sort: true,
			phone: 'hide',
			cell: ({ team }) => (team ? <LongText>{team}</LongText> : '–'),
		},
		{
			id: 'family',
			header: 'Family',
			sort: true,
			phone: 'hide',
			cell: ({ family }) => family ?? 'Not assessed',
		},
		{
			id: 'state',
			header: 'State',
			sort: true,
			cell: ({ state, roles }) => (
				<span className="flex flex-wrap items-center gap-2">
					<Badge {...looks[state]}>{stateLabels[state]}</Badge>
					{roles
						.filter((role) => role !== 'member')
						.map((role) => (
							<Badge key={role}>{roleLabels[role]}</Badge>
						))}
				</span>
			),
		},
		{
			id: 'sentAt',
			header: 'Sent',
			sort: true,
			firstOrder: 'desc',
			nowrap: true,
			cell: ({ sentAt, state }) =>
				sentAt && state !== 'joined' ? <TimeText value={sentAt} locale={locale} timeZone={timeZone} /> : '–',
		},
		{
			id: 'actions',
			header: 'Actions',
			headerHidden: true,
			nowrap: true,
			cell: (invitee) => <RowActions {...invitee} idempotencyKey={idempotencyKey} />,
		},
	]
}

function RowActions({ memberId, name, state, idempotencyKey }: Invitee & { idempotencyKey: string }) {
	if (state === 'joined' || state === 'no-email') return null
	return (
		<Form method="post" className="flex flex-wrap gap-1">
			<input type="hidden" name="memberId" value={memberId} />
			{/* One key a row: two rows are two invitations. */}
			<input type="hidden" name="idempotencyKey" value={`${idempotencyKey}-${memberId.slice(0, 27)}`} />
			<Button
				variant="quiet"
				size="small"
				icon={Mail}
				name="intent"
				value="invite"
				aria-label={state === 'none' ? `Invite ${name}` : `Send again to ${name}`}
			>
				{state === 'none' ? 'Invite' : 'Send again'}
			</Button>
			{state !== 'none' && (
				<Button
					variant="quiet"
					size="small"
					icon={Undo2}
					name="intent"
					value="revoke"
					aria-label={`Revoke the invitation of ${name}`}
				>
					Revoke
				</Button>
			)}
		</Form>
	)
}
