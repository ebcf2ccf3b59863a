import { Mail } from 'lucide-react'
import { Form } from 'react-router'
import type { Role } from '#app/domain/access/policy.ts'
import { peopleText } from '#app/lib/people-text.ts'
import { Button } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/checkbox.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { roleLabels } from './words.ts'

type Props = {
	bulkCount: number
	state: string
	who: Record<string, string>
	mayGiveRoles: boolean
	idempotencyKey: string
	locale: string
}

const extraRoles: readonly Role[] = ['executive', 'hr', 'admin', 'owner']

/** An invitation to everybody whom the filter leaves, with their number on the button. */
export function BulkInvite({ bulkCount, state, who, mayGiveRoles, idempotencyKey, locale }: Props) {
	if (bulkCount === 0) return null
	const people = peopleText(bulkCount, locale)
	const filtered = Object.values(who).some(Boolean)
	const description =
		state === 'invited'
			? `${people} ${filtered ? 'match and ' : ''}have an open invitation. A new one makes it useless.`
			: `${people}${filtered ? ' who match' : ''} can be invited. Who has an open invitation, has joined, has left or has no e-mail gets nothing.`
	return (
		<Panel
			title={state === 'invited' ? 'Send again to all of them' : 'Invite all of them'}
			description={description}
		>
			<Form method="post" className="flex flex-col items-start gap-4">
				<input type="hidden" name="intent" value="invite-all" />
				<input type="hidden" name="expected" value={bulkCount} />
				<input type="hidden" name="idempotencyKey" value={idempotencyKey} />
				{mayGiveRoles && (
					<fieldset className="flex flex-col gap-1">
						<legend className="mb-1 text-sm font-medium">With a role beyond that of a member</legend>
						<div className="flex flex-wrap gap-x-6">
							{extraRoles.map((role) => (
								<Checkbox key={role} id={`role-${role}`} name="roles" value={role} label={roleLabels[role]} />
							))}
						</div>
						<p className="max-w-prose text-sm text-muted">
							All owners and HR get a mail about it. Leave this open to invite people as members; managers
							need no role.
						</p>
					</fieldset>
				)}
				<Button icon={Mail}>{state === 'invited' ? `Send again to ${people}` : `Invite ${people}`}</Button>
			</Form>
		</Panel>
	)
}
