import type { SubmissionResult } from '@conform-to/react'
import { getFormProps, useForm } from '@conform-to/react'
import { Form } from 'react-router'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { Button } from '#app/ui/button.tsx'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TeamFields } from '#app/ui/team-fields.tsx'
import type { TeamFormValues } from './route.tsx'

type Props = {
	form: TeamFormValues
	version: number
	teams: readonly { id: string; path: string }[]
	people: readonly string[]
	result: SubmissionResult | undefined
	/** What somebody else saved in between. */
	latest: { values: TeamFormValues; version: number } | null
}

export function TeamForm({ form: values, version, teams, people, result, latest }: Props) {
	const [form, fields] = useForm<TeamFormValues>({
		// A saved team is a new form: what was typed before does not linger.
		id: `team-${version}`,
		lastResult: result,
		defaultValue: values,
		shouldRevalidate: 'onSubmit',
	})
	const pathOf = (id: string) => teams.find((team) => team.id === id)?.path ?? 'the top'
	return (
		<Panel title="Team">
			<Form method="post" {...getFormProps(form)} className="flex flex-col gap-5">
				<ErrorSummary errors={listFormErrors(form)} />
				{latest && (
					<Notice tone="warning" title="Saved by somebody else in the meantime">
						<DefinitionList
							items={[
								{ term: 'Name', value: latest.values.name },
								{ term: 'Belongs to', value: pathOf(latest.values.parentId) },
								{ term: 'Lead', value: latest.values.lead || '–' },
							]}
						/>
					</Notice>
				)}
				<input type="hidden" name="version" value={latest?.version ?? version} />
				<TeamFields fields={fields} teams={teams} people={people} />
				<div>
					<Button>Save</Button>
				</div>
			</Form>
		</Panel>
	)
}
