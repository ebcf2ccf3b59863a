import { Form } from 'react-router'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Confirm } from '#app/ui/confirm.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TeamChoice } from '#app/ui/team-choice.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import type { GroupAnswer } from './actions.server.ts'
import type { GroupPage } from './read-page.server.ts'

type Props = {
	page: GroupPage
	teams: NonNullable<GroupPage['teams']>
	answer: Extract<GroupAnswer, { kind: 'edit' }> | undefined
}

/** Name and teams of a group that is open, and its deletion. */
export function EditForm({ page: { group, locale }, teams, answer }: Props) {
	const errors = answer?.errors ?? {}
	return (
		<Panel title="Change the group" className="max-w-form">
			<div className="flex flex-col gap-6">
				<Form method="post" className="flex flex-col gap-5">
					<ErrorSummary
						errors={Object.entries(errors).flatMap(([field, list]) =>
							list.map((message) => ({ message, field: field || undefined })),
						)}
					/>
					<input type="hidden" name="intent" value="edit" />
					<input type="hidden" name="version" value={group.version} readOnly />
					<TextField
						name="name"
						label="Name"
						defaultValue={answer?.values.name ?? group.name}
						errors={errors['name']}
						maxLength={200}
						required
					/>
					<TeamChoice
						teams={teams.map(({ groupId, groupName, ...team }) => ({
							...team,
							elsewhere: groupId === group.id ? null : groupName,
						}))}
						chosen={answer?.values.teamIds ?? group.teams.map(({ id }) => id)}
						errors={errors['team']}
						locale={locale}
					/>
					<div className="flex flex-wrap gap-2">
						<Button>Save</Button>
						<ButtonLink to="?" variant="quiet">
							Cancel
						</ButtonLink>
					</div>
				</Form>
				<Confirm
					label="Delete this group"
					size="small"
					text={`This deletes the group ${group.name}; its teams are in none then. What was changed in it stays changed.`}
				>
					<Form method="post">
						<input type="hidden" name="intent" value="delete" />
						<input type="hidden" name="version" value={group.version} readOnly />
						<Button variant="danger" size="small">
							Delete {group.name}
						</Button>
					</Form>
				</Confirm>
			</div>
		</Panel>
	)
}
