import type { SubmissionResult } from '@conform-to/react'
import { getFormProps, getInputProps, useForm } from '@conform-to/react'
import { Form } from 'react-router'
import type { MetricDefinition } from '#app/domain/metric/definition.ts'
import { metricFormOptions } from '#app/domain/metric/form-options.ts'
import { aggregationNames, directionNames, unitNames } from '#app/domain/metric/metric-words.ts'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { Button } from '#app/ui/button.tsx'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { MetricFields } from '#app/ui/metric-fields.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import type { MetricFormValues } from './route.tsx'

type Props = {
	metric: MetricDefinition & { isMeasured: boolean }
	form: MetricFormValues
	families: readonly { id: string; name: string }[]
	result: SubmissionResult | undefined
	/** What somebody else saved in between. */
	latest: { values: MetricFormValues; version: number } | null
}

export function MetricForm({ metric, form: values, families, result, latest }: Props) {
	const [form, fields] = useForm<MetricFormValues>({
		// A saved metric is a new form: what was typed before does not linger.
		id: `metric-${metric.version}`,
		lastResult: result,
		defaultValue: values,
		shouldRevalidate: 'onSubmit',
	})
	const { builtIn, isMeasured, unit } = metric
	if (builtIn && (unit !== 'money' || isMeasured)) return null
	return (
		<Panel title="Metric">
			<Form method="post" {...getFormProps(form)} className="flex max-w-form flex-col gap-5">
				<ErrorSummary errors={listFormErrors(form)} />
				{latest && <Latest values={latest.values} />}
				<input type="hidden" name="version" value={latest?.version ?? metric.version} />
				{builtIn ? (
					<>
						{(['name', 'description', 'unit', 'direction', 'aggregation', 'weightName'] as const).map(
							(name) => (
								<input key={name} type="hidden" name={name} value={values[name]} />
							),
						)}
						<TextField
							{...getInputProps(fields.currency, { type: 'text' })}
							label="Currency"
							hint="Three letters, such as EUR. It stays once there are values."
							maxLength={3}
							errors={fields.currency.errors}
						/>
					</>
				) : (
					<MetricFields fields={fields} options={metricFormOptions} families={families} locked={isMeasured} />
				)}
				<div>
					<Button>Save</Button>
				</div>
			</Form>
		</Panel>
	)
}

function Latest({ values }: { values: MetricFormValues }) {
	return (
		<Notice tone="warning" title="Saved by somebody else in the meantime">
			<DefinitionList
				items={[
					{ term: 'Name', value: <bdi>{values.name}</bdi> },
					{ term: 'What it measures', value: values.description || '–' },
					{ term: 'Unit', value: [unitNames[values.unit], values.currency].filter(Boolean).join(', ') },
					{ term: 'How values add up', value: aggregationNames[values.aggregation] },
					{ term: 'Weighed by or divided by', value: values.weightName || '–' },
					{ term: 'What is better', value: directionNames[values.direction] },
				]}
			/>
		</Notice>
	)
}
