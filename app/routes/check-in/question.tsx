import type { RubricOption } from '#app/domain/framework/rubric.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { tierNames } from '#app/domain/tier/tier-name.ts'
import { formatTier } from '#app/ui/format.tsx'
import { RadioCards } from '#app/ui/radio-cards.tsx'
import { SinceLast } from '#app/ui/since-last.tsx'
import { TextAreaField, TextField } from '#app/ui/text-field.tsx'
import { TierMark } from '#app/ui/tier-badge.tsx'
import type { AnswerValues } from './form-values.ts'
import { answerName } from './form-values.ts'

type Props = {
	index: number
	question: { key: string; text: string; options: readonly RubricOption[] }
	values: AnswerValues
	/** The half-step agreed last time, with the name of that cycle. */
	previous: { halfSteps: HalfSteps; cycleName: string } | null
	/** What is chosen at present. */
	chosen: HalfSteps | null
	locale: string
	errors: Record<string, string[]>
}

/** One of the family's questions: the options as cards, with the next one as the aim beside the chosen, and evidence. */
export function Question({ index, question, values, previous, chosen, locale, errors }: Props) {
	const name = (field: keyof AnswerValues) => answerName(index, field)
	const wrong = [errors[name('evidenceUrl')], errors[name('evidenceNote')]]
	return (
		<section className="flex flex-col gap-4 border-t border-line pt-6">
			<input type="hidden" name={name('questionKey')} value={question.key} />
			<RadioCards
				name={name('halfSteps')}
				legend={question.text}
				errors={errors[name('halfSteps')]}
				hint={
					previous && (
						<SinceLast
							tier={chosen && tierOf(chosen)}
							previous={{ tier: tierOf(previous.halfSteps), cycleName: previous.cycleName }}
							locale={locale}
						/>
					)
				}
				defaultValue={values.halfSteps}
				options={question.options.map(({ halfSteps, text }, position) => {
					const above = question.options[position + 1]
					const tier = formatTier(tierOf(halfSteps), locale)
					return {
						value: String(halfSteps),
						mark: <TierMark halfSteps={halfSteps}>{tier}</TierMark>,
						title: tierNames[halfSteps],
						text,
						note: previous?.halfSteps === halfSteps ? `Agreed in ${previous.cycleName}` : undefined,
						next: above && {
							label: `Next, at tier ${formatTier(tierOf(above.halfSteps), locale)}:`,
							text: above.text,
						},
					}
				})}
			/>
			<details
				className="disclosure"
				open={Boolean(values.evidenceUrl || values.evidenceNote || wrong.some((list) => list?.length))}
			>
				<summary className="text-sm font-medium text-accent">Evidence (optional)</summary>
				<div className="flex flex-col gap-4 pt-3">
					<TextField
						name={name('evidenceUrl')}
						label="Link"
						inputMode="url"
						autoComplete="off"
						dir="ltr"
						hint="Something that shows it, starting with https://"
						defaultValue={values.evidenceUrl}
						errors={errors[name('evidenceUrl')]}
					/>
					<TextAreaField
						name={name('evidenceNote')}
						label="What does it show?"
						rows={2}
						dir="auto"
						defaultValue={values.evidenceNote}
						errors={errors[name('evidenceNote')]}
					/>
				</div>
			</details>
		</section>
	)
}
