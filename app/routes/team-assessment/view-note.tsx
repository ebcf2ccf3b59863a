import { TextAreaField } from '#app/ui/text-field.tsx'
import type { AssessmentAnswer } from './sent-fields.ts'
import { errorsOf, shownValue } from './sent-fields.ts'

/** A note on the whole, in a view or in what was agreed. */
export function ViewNote({
	stored,
	answer,
	hint = 'What the others should know.',
}: {
	stored: string | null | undefined
	answer: AssessmentAnswer | undefined
	hint?: string
}) {
	return (
		<div className="max-w-form">
			<TextAreaField
				name="note"
				label="Note"
				optional
				hint={hint}
				rows={3}
				maxLength={2000}
				defaultValue={shownValue(answer, 'note', stored)}
				errors={errorsOf(answer, 'note')}
			/>
		</div>
	)
}
