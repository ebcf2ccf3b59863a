import { SelectField, TextField } from '#app/ui/text-field.tsx'
import type { AssessmentPage } from './read-page.server.ts'
import type { AssessmentAnswer } from './sent-fields.ts'
import { errorsOf, shownValue } from './sent-fields.ts'

type Props = {
	page: AssessmentPage
	answer: AssessmentAnswer | undefined
	/** Whether the fields are what the form is about. */
	isOpen: boolean
}

/** A piece of evidence: one that is there, or a new one, which may be a link, a metric in a month or a note. */
export function EvidenceFields({ page, answer, isOpen }: Props) {
	const { evidence, metrics, head } = page
	const value = (name: string) => shownValue(answer, name, '')
	const field = (name: string) => ({ name, defaultValue: value(name), errors: errorsOf(answer, name) })
	const isFilled = answer?.errors.some(({ field: name }) => name.startsWith('evidence')) ?? false
	return (
		<details open={isOpen || isFilled}>
			<summary className="link w-fit text-sm">Add evidence</summary>
			<div className="mt-3 grid max-w-form gap-4 sm:grid-cols-2">
				{evidence.length > 0 && (
					<div className="sm:col-span-2">
						<SelectField
							{...field('evidenceId')}
							label="A piece that is there already"
							optional
							hint="One piece may serve several checks, and several teams."
							options={[
								{ value: '', label: 'None: a new one' },
								...evidence.map(({ id, text, datedOn }) => ({
									value: id,
									label: `${text.slice(0, 80)} (${datedOn})`,
								})),
							]}
						/>
					</div>
				)}
				<div className="sm:col-span-2">
					<TextField
						{...field('evidenceText')}
						label="What it shows"
						hint="A note stands by itself; a link or a metric needs a few words as well."
						maxLength={1000}
					/>
				</div>
				<div className="sm:col-span-2">
					<TextField {...field('evidenceUrl')} label="Link" optional inputMode="url" maxLength={2000} />
				</div>
				{metrics.length > 0 && (
					<>
						<SelectField
							{...field('evidenceMetric')}
							label="Metric"
							optional
							options={[
								{ value: '', label: 'None' },
								...metrics.map(({ id, name }) => ({ value: id, label: name })),
							]}
						/>
						<TextField
							{...field('evidenceMonth')}
							type="month"
							label="Of the month"
							optional
							placeholder="2026-03"
						/>
					</>
				)}
				<TextField
					{...field('evidenceDate')}
					type="date"
					label="Date"
					hint="Today, unless you say otherwise."
					max={head.today}
				/>
				<TextField
					{...field('evidenceExpires')}
					type="date"
					label="Holds until"
					optional
					hint="After that day it counts no more."
				/>
			</div>
		</details>
	)
}
