import { Form, Link, useLocation } from 'react-router'
import type { Role } from '#app/domain/access/policy.ts'
import { roles } from '#app/domain/access/policy.ts'
import { roleWords } from '#app/domain/access/role-words.ts'
import { Button } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/checkbox.tsx'
import { Confirm } from '#app/ui/confirm.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { changeSearch } from '#app/ui/search.ts'
import type { MembershipRow } from './columns.tsx'

/** Why nothing was changed, with what was asked for and what stands now. */
export type RolesRefused = {
	membershipId: string
	message: string
	asked: Role[] | null
	current: { roles: Role[]; version: number } | null
}

type Props = { membership: MembershipRow; refused: RolesRefused | undefined }

const listRoles = (list: readonly Role[]) =>
	new Intl.ListFormat('en').format(list.map((role) => roleWords[role].name))

export function RolesForm({ membership, refused: last }: Props) {
	const { search } = useLocation()
	const refused = last?.membershipId === membership.id ? last : undefined
	const { id, name, isYou } = membership
	const version = refused?.current?.version ?? membership.version
	const chosen = refused?.asked ?? membership.roles
	return (
		<Panel
			title={
				<>
					What <bdi>{name}</bdi> may do
				</>
			}
			description="Rights add up. All owners and HR, and the person, get a mail about every change."
			actions={
				<Link to={changeSearch(search, { edit: null })} className="link text-sm">
					Close
				</Link>
			}
		>
			<div className="flex max-w-form flex-col gap-5">
				<ErrorSummary
					title="Nothing was changed"
					errors={refused ? [{ message: refused.message, field: 'roles-owner' }] : []}
				/>
				{refused?.current && (
					<Notice tone="warning" title="Changed by somebody else in the meantime">
						Now: {listRoles(refused.current.roles)}. You chose: {listRoles(chosen)}. Save again to have it
						your way.
					</Notice>
				)}
				<Form method="post" className="flex flex-col gap-5">
					<input type="hidden" name="intent" value="save" />
					<input type="hidden" name="membershipId" value={id} />
					<input type="hidden" name="version" value={version} />
					<fieldset className="flex flex-col gap-3">
						<legend className="mb-2 text-sm font-medium">Roles</legend>
						{roles.map((role) => (
							<Checkbox
								key={role}
								name="roles"
								id={`roles-${role}`}
								value={role}
								defaultChecked={chosen.includes(role)}
								label={roleWords[role].name}
								hint={roleWords[role].text}
							/>
						))}
					</fieldset>
					<div>
						<Button>Save the roles</Button>
					</div>
				</Form>
				<Confirm
					label={isYou ? 'Leave the account' : 'Remove from the account'}
					size="small"
					text={
						isYou
							? 'You can no longer open this account, from the next click on. Your check-ins and your employee record stay.'
							: 'They can no longer open this account, from their next click on. Their check-ins and their employee record stay, and they can be invited again.'
					}
				>
					<Form method="post">
						<input type="hidden" name="intent" value="remove" />
						<input type="hidden" name="membershipId" value={id} />
						<input type="hidden" name="version" value={version} />
						<Button variant="danger" size="small">
							{isYou ? 'Leave' : 'Remove'}
						</Button>
					</Form>
				</Confirm>
			</div>
		</Panel>
	)
}
