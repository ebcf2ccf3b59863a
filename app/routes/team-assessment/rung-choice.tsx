import { Checkbox } from '#app/ui/checkbox.tsx'
import { FieldNotes } from '#app/ui/field.tsx'
import { RadioCards } from '#app/ui/radio-cards.tsx'
import type { LadderPart } from './read-page.server.ts'
import type { AssessmentAnswer } from './sent-fields.ts'
import { errorsOf, shownValue } from './sent-fields.ts'

type Props = {
	ladder: LadderPart
	stored: { rung: number | null; trapRecognized: boolean | null } | null
	answer: AssessmentAnswer | undefined
}

/** The rung that is practised, each with its trap and the way out, and whether the trap is recognized. */
export function RungChoice({ ladder, stored, answer }: Props) {
	const { trapRecognized } = stored ?? {}
	const trap = shownValue(
		answer,
		'trapRecognized',
		trapRecognized == null ? '' : trapRecognized ? 'yes' : 'no',
	)
	const errors = errorsOf(answer, 'trapRecognized')
	return (
		<>
			<RadioCards
				name="rung"
				legend="Which rung does the team practise?"
				hint="What work is like on most days, not at its best. The trap of the rung that you choose is shown with it."
				defaultValue={shownValue(answer, 'rung', stored?.rung)}
				errors={errorsOf(answer, 'rung')}
				options={ladder.rungs.map((one) => ({
					value: String(one.rung),
					title: `Rung ${one.rung} · ${one.name}`,
					text: [one.definition, ...one.signs].map((text) => text.replace(/[.]?$/, '.')).join(' '),
					next: {
						label: `The trap: ${one.trap.name}.`,
						text: `${one.trap.text} The way out: ${one.trap.wayOut}`,
					},
				}))}
			/>
			<fieldset
				id="trapRecognized"
				tabIndex={-1}
				data-focus-target
				aria-describedby={errors.length > 0 ? 'trapRecognized-error' : undefined}
				className="flex flex-col gap-2"
			>
				<legend className="mb-2 text-lg font-semibold">
					Do you recognize the trap of that rung in the team?
				</legend>
				<FieldNotes id="trapRecognized" errors={errors} />
				{[
					{ value: 'yes', label: 'Yes, that happens to us' },
					{ value: 'no', label: 'No' },
				].map(({ value, label }) => (
					<Checkbox
						key={value}
						type="radio"
						name="trapRecognized"
						id={`trapRecognized-${value}`}
						value={value}
						label={label}
						defaultChecked={trap === value}
					/>
				))}
			</fieldset>
		</>
	)
}
