import type { FieldMetadata } from '@conform-to/react'
import { getCollectionProps } from '@conform-to/react'
import { Checkbox } from './checkbox.tsx'
import { FieldNotes } from './field.tsx'

export type StepChoices = readonly {
	title: string
	questions: readonly {
		key: string
		text: string
		options: readonly { value: string; label: string }[]
	}[]
}[]

/** Boxes of steps, by family and question; a family of which something is chosen is open. */
export function StepBoxes({
	field,
	choices,
}: {
	field: FieldMetadata<string[] | undefined>
	choices: StepChoices
}) {
	const options = choices.flatMap(({ questions }) => questions.flatMap((question) => question.options))
	const boxes = new Map(
		getCollectionProps(field, { type: 'checkbox', options: options.map(({ value }) => value) }).map((box) => [
			box.value,
			box,
		]),
	)
	const isChosen = (value: string) => boxes.get(value)?.defaultChecked === true
	return (
		<fieldset className="flex flex-col gap-2">
			<legend className="mb-1 text-sm font-medium">Steps that it serves</legend>
			<FieldNotes
				id={field.id}
				hint="Whoever has one of them to take finds this topic beside it."
				errors={field.errors}
			/>
			{choices.map(({ title, questions }) => {
				const chosen = questions.flatMap((question) =>
					question.options.filter(({ value }) => isChosen(value)),
				).length
				return (
					<details
						key={title}
						open={chosen > 0}
						className="rounded-control border border-line px-3 py-2 text-sm"
					>
						<summary className="cursor-pointer font-medium">
							<bdi>{title}</bdi>
							{chosen > 0 && <span className="font-normal text-muted"> · {chosen} chosen</span>}
						</summary>
						<div className="flex flex-col gap-3 pt-3">
							{questions.map(({ key, text, options: steps }) => (
								<fieldset key={key}>
									<legend className="text-muted">{text}</legend>
									<div className="flex flex-wrap gap-x-5">
										{steps.map(({ value, label }) => {
											const box = boxes.get(value)
											return (
												<Checkbox
													key={value}
													name={box?.name ?? ''}
													id={box?.id ?? value}
													value={value}
													defaultChecked={box?.defaultChecked}
													label={label}
												/>
											)
										})}
									</div>
								</fieldset>
							))}
						</div>
					</details>
				)
			})}
		</fieldset>
	)
}
