import type { SubmissionResult } from '@conform-to/react'
import { getFormProps, useForm } from '@conform-to/react'
import { Form } from 'react-router'
import type { TopicValues } from '#app/domain/training-topic/topic-values.ts'
import { topicKindOptions } from '#app/domain/training-topic/topic-words.ts'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { Button } from '#app/ui/button.tsx'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { StepChoices } from '#app/ui/step-boxes.tsx'
import { TopicFields } from '#app/ui/topic-fields.tsx'

type Props = {
	values: TopicValues
	version: number
	families: readonly { id: string; name: string }[]
	steps: StepChoices
	result: SubmissionResult | undefined
	/** What somebody else saved in between. */
	latest: { values: TopicValues; version: number } | null
	locale: string
}

export function TopicForm({ values, version, families, steps, result, latest, locale }: Props) {
	const [form, fields] = useForm<TopicValues>({
		id: 'topic',
		lastResult: result,
		defaultValue: values,
		shouldRevalidate: 'onSubmit',
	})
	return (
		<Panel title="Topic">
			<Form method="post" {...getFormProps(form)} className="flex max-w-form flex-col gap-5">
				<ErrorSummary errors={listFormErrors(form)} />
				{latest && result && <Latest values={latest.values} families={families} locale={locale} />}
				<input type="hidden" name="version" value={latest?.version ?? version} />
				<TopicFields fields={fields} kinds={topicKindOptions} families={families} steps={steps} />
				<div>
					<Button>Save</Button>
				</div>
			</Form>
		</Panel>
	)
}

function Latest({ values, families, locale }: Pick<Props, 'values' | 'families' | 'locale'>) {
	const names = families.filter(({ id }) => values.familyIds.includes(id)).map(({ name }) => name)
	return (
		<Notice tone="warning" title="Saved by somebody else in the meantime">
			<DefinitionList
				items={[
					{ term: 'Title', value: <bdi>{values.title}</bdi> },
					{ term: 'What happens in it', value: values.description || '–' },
					{
						term: 'Kind',
						value: topicKindOptions.find(({ value }) => value === values.kind)?.label ?? values.kind,
					},
					{ term: 'Hours', value: values.hours || '–' },
					{ term: 'Cost', value: `${values.cost} ${values.currency}`.trim() || '–' },
					{ term: 'Provider', value: values.provider || '–' },
					{ term: 'Places', value: values.capacity || '–' },
					{ term: 'Link', value: values.link || '–' },
					{ term: 'For', value: names.join(', ') || 'Everybody' },
					{ term: 'Steps', value: formatNumber(values.steps.length, locale) },
				]}
			/>
		</Notice>
	)
}
