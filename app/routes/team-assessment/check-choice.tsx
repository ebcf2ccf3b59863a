import type { ReactNode } from 'react'
import { verdicts, verdictWords } from '#app/domain/team-assessment/verdict.ts'
import { Checkbox } from '#app/ui/checkbox.tsx'
import { FieldNotes } from '#app/ui/field.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import type { AssessmentAnswer } from './sent-fields.ts'
import { errorsOf, noteField, shownValue, verdictField } from './sent-fields.ts'

type Props = {
	check: { key: string; text: string; minimalStack: boolean }
	stored: { verdict: string | null; note: string | null } | undefined
	answer: AssessmentAnswer | undefined
	/** Instead of the text of the check, where that stands above. */
	legend?: ReactNode
}

/** One check: met, partly, not, or that it does not apply, with a note. */
export function CheckChoice({ check, stored, answer, legend }: Props) {
	const name = verdictField(check.key)
	const chosen = shownValue(answer, name, stored?.verdict)
	const errors = errorsOf(answer, name)
	const note = shownValue(answer, noteField(check.key), stored?.note)
	return (
		<fieldset
			id={name}
			tabIndex={-1}
			data-focus-target
			aria-describedby={errors.length > 0 ? `${name}-error` : undefined}
			className="flex min-w-0 flex-col gap-2"
		>
			<legend className="mb-2 max-w-prose text-pretty">
				{legend ?? (
					<>
						{check.text}
						{check.minimalStack && <span className="text-muted"> (part of the minimal MLOps stack)</span>}
					</>
				)}
			</legend>
			<FieldNotes id={name} errors={errors} />
			<div className="flex flex-wrap gap-x-6 gap-y-1">
				{verdicts.map((verdict) => (
					<Checkbox
						key={verdict}
						type="radio"
						name={name}
						id={`${name}-${verdict}`}
						value={verdict}
						label={verdictWords[verdict]}
						defaultChecked={chosen === verdict}
					/>
				))}
			</div>
			<details open={note !== '' || errorsOf(answer, noteField(check.key)).length > 0}>
				<summary className="link w-fit text-sm">Note</summary>
				<div className="mt-2 max-w-form">
					<TextField
						name={noteField(check.key)}
						label="What you see"
						labelHidden
						defaultValue={note}
						maxLength={1000}
						errors={errorsOf(answer, noteField(check.key))}
					/>
				</div>
			</details>
		</fieldset>
	)
}
