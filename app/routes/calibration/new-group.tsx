import { Form } from 'react-router'
import type { CalibrationTeam } from '#app/data/list-calibration-teams.server.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TeamChoice } from '#app/ui/team-choice.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import type { NewGroupAnswer } from './actions.server.ts'
import type { CalibrationPage } from './read-page.server.ts'

type Props = {
	page: CalibrationPage
	teams: readonly CalibrationTeam[]
	answer: NewGroupAnswer | undefined
}

/** A group of chosen teams, or of everything below them. */
export function NewGroup({ page, teams, answer }: Props) {
	const errors = answer?.errors ?? {}
	return (
		<Panel title="New group" description="A team is in one group of a cycle." className="max-w-form">
			<Form method="post" className="flex flex-col gap-5">
				<ErrorSummary
					errors={Object.entries(errors).flatMap(([field, list]) =>
						list.map((message) => ({ message, field: field || undefined })),
					)}
				/>
				<input type="hidden" name="intent" value="add" />
				<input type="hidden" name="idempotencyKey" value={page.idempotencyKey} />
				<TextField
					name="name"
					label="Name"
					defaultValue={answer?.values.name}
					errors={errors['name']}
					maxLength={200}
					required
				/>
				<TeamChoice
					teams={teams.map(({ groupName, ...team }) => ({ ...team, elsewhere: groupName }))}
					chosen={answer?.values.teamIds ?? []}
					errors={errors['team']}
					locale={page.locale}
				/>
				<div className="flex flex-wrap gap-2">
					<Button>Make the group</Button>
					<ButtonLink to="?" variant="quiet">
						Cancel
					</ButtonLink>
				</div>
			</Form>
		</Panel>
	)
}
