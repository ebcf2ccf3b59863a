import type { SubmissionResult } from '@conform-to/react'
import { getFormProps, getInputProps, useForm } from '@conform-to/react'
import { Form } from 'react-router'
import type { PriorityPart, PriorityWeights } from '#app/domain/training-report/priority.ts'
import { priorityParts, proposedWeights } from '#app/domain/training-report/priority.ts'
import { describeWeights, priorityPartWords } from '#app/domain/training-report/priority-words.ts'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextField } from '#app/ui/text-field.tsx'

type Props = {
	stored: { weights: PriorityWeights; version: number }
	result: SubmissionResult | undefined
	locale: string
}

const text = (weights: PriorityWeights): Record<PriorityPart, string> => ({
	...{ gap: String(weights.gap), people: String(weights.people) },
	...{ due: String(weights.due), roadmap: String(weights.roadmap) },
})

/** How much each part of priority counts. */
export function WeightsForm({ stored, result, locale }: Props) {
	const { weights, version } = stored
	const [form, fields] = useForm<Record<PriorityPart, string>>({
		id: 'priority',
		lastResult: result ?? null,
		defaultValue: text(weights),
		shouldRevalidate: 'onSubmit',
	})
	return (
		<Panel
			title="Weights"
			description={
				version === 0
					? 'A proposal by Contour. They are yours once you save a change.'
					: `Your account’s own. Contour proposes ${describeWeights(proposedWeights, locale)}.`
			}
		>
			<Form method="post" {...getFormProps(form)} className="flex max-w-prose flex-col gap-5">
				<ErrorSummary errors={listFormErrors(form)} />
				<input type="hidden" name="version" value={version} />
				{priorityParts.map((part) => (
					<div key={part}>
						<TextField
							{...getInputProps(fields[part], { type: 'number' })}
							{...{ min: 0, max: 100, step: 1, inputMode: 'numeric' }}
							label={priorityPartWords[part].name}
							hint={priorityPartWords[part].text}
							errors={fields[part].errors}
						/>
					</div>
				))}
				<p className="text-sm text-muted">
					Whole numbers from 0 to 100; only how they compare matters. With 0 a part does not count.
				</p>
				<div className="flex flex-wrap gap-2">
					<Button variant="primary" name="intent" value="set">
						Save
					</Button>
					{version > 0 && (
						<Button variant="quiet" name="intent" value="reset" formNoValidate>
							Back to Contour’s proposal
						</Button>
					)}
				</div>
			</Form>
		</Panel>
	)
}
