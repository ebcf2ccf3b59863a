import type { SubmissionResult } from '@conform-to/react'
import { getFormProps, useForm } from '@conform-to/react'
import { Form } from 'react-router'
import type { PeopleOptions } from '#app/data/list-people-options.server.ts'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { Button } from '#app/ui/button.tsx'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { MemberFields } from '#app/ui/member-fields.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { PersonFormValues } from './route.tsx'

type Props = {
	form: PersonFormValues
	version: number
	options: PeopleOptions
	result: SubmissionResult | undefined
	/** What somebody else saved in between. */
	latest: { values: PersonFormValues; version: number } | null
}

export function PersonForm({ form: values, version, options, result, latest }: Props) {
	const [form, fields] = useForm<PersonFormValues>({
		// A saved record is a new form: what was typed before does not linger.
		id: `person-${version}`,
		lastResult: result,
		defaultValue: values,
		shouldRevalidate: 'onSubmit',
	})
	return (
		<Panel title="Record">
			<Form method="post" {...getFormProps(form)} className="flex flex-col gap-5">
				<ErrorSummary errors={listFormErrors(form)} />
				{latest && (
					<Latest typed={{ ...values, ...result?.initialValue }} latest={latest.values} options={options} />
				)}
				<input type="hidden" name="intent" value="save" />
				<input type="hidden" name="version" value={latest?.version ?? version} />
				<MemberFields
					fields={fields}
					families={options.families}
					teams={options.teams}
					managers={options.managers.map(({ name }) => name)}
				/>
				<div>
					<Button>Save</Button>
				</div>
			</Form>
		</Panel>
	)
}

const labels: Record<keyof PersonFormValues, string> = {
	name: 'Name',
	email: 'E-mail',
	externalId: 'Employee id',
	jobTitle: 'Job title',
	familyKey: 'Role family',
	teamId: 'Team',
	manager: 'Manager',
	startedOn: 'First day',
	leftOn: 'Last day',
	attributes: 'Own attributes',
}

/** Where the two versions differ: what is saved now, and what was typed. */
function Latest({
	typed,
	latest,
	options,
}: {
	typed: PersonFormValues
	latest: PersonFormValues
	options: PeopleOptions
}) {
	const words = (field: keyof PersonFormValues, value: string) => {
		if (field === 'familyKey')
			return options.families.find(({ key }) => key === value)?.name ?? 'Not assessed'
		if (field === 'teamId') return options.teams.find(({ id }) => id === value)?.path ?? 'In no team'
		return value || '–'
	}
	const differing = (Object.keys(labels) as (keyof PersonFormValues)[]).filter(
		(field) => (typed[field] ?? '') !== latest[field],
	)
	return (
		<Notice tone="warning" title="Saved by somebody else in the meantime">
			{differing.length === 0 ? (
				<p>What is saved is what you typed.</p>
			) : (
				<DefinitionList
					items={differing.map((field) => ({
						term: labels[field],
						value: `Now ${words(field, latest[field])}; yours ${words(field, typed[field] ?? '')}`,
					}))}
				/>
			)}
		</Notice>
	)
}
