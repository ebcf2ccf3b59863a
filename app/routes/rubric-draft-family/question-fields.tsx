import { ArrowDown, ArrowUp, RotateCcw, Trash2 } from 'lucide-react'
import { questionName } from '#app/domain/framework/read-family-form.ts'
import type { QuestionDraft } from '#app/domain/framework/rubric-draft.ts'
import { longestDraftText, rubricLengths } from '#app/domain/framework/rubric-limits.ts'
import { tierNames } from '#app/domain/tier/tier-name.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { Button } from '#app/ui/button.tsx'
import { formatNumber, formatTier } from '#app/ui/format.tsx'
import { OriginBadge } from '#app/ui/origin-badge.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextAreaField } from '#app/ui/text-field.tsx'
import { TierMark } from '#app/ui/tier-badge.tsx'

type Props = {
	index: number
	/** How many questions the family has. */
	count: number
	question: QuestionDraft
	/** Whether there are built-in words to go back to. */
	isBuiltIn: boolean
	errors: (anchor: string) => string[]
	locale: string
}

/** One question with an option for each tier. Its buttons save the whole form first. */
export function QuestionFields({ index, count, question, isBuiltIn, errors, locale }: Props) {
	const { key, origin, text, managerText, shareOf, options } = question
	const field = (name: string, value: string) => ({
		name: questionName(index, name),
		rows: 2,
		dir: 'auto',
		maxLength: longestDraftText,
		defaultValue: value,
		errors: errors(questionName(index, name)),
	})
	const number = formatNumber(index + 1, locale)
	const named = <span className="sr-only"> question {number}</span>
	return (
		<Panel title={`Question ${number}`} actions={<OriginBadge origin={origin} />} footer={buttons()}>
			<input type="hidden" name={questionName(index, 'key')} value={key} />
			<div className="flex flex-col gap-5">
				<div className="grid gap-x-6 gap-y-5 *:min-w-0 sm:grid-cols-2">
					<TextAreaField
						{...field('text', text)}
						label="Question"
						hint={`Put to the person. Up to ${rubricLengths.question} characters.`}
					/>
					<TextAreaField
						{...field('managerText', managerText)}
						label="As a manager reads it"
						hint="The same about somebody else."
					/>
				</div>
				<fieldset className="flex min-w-0 flex-col gap-4">
					<legend className="mb-3 text-sm font-medium">
						What work looks like at each tier{' '}
						<span className="font-normal text-muted">
							(up to {formatNumber(rubricLengths.option, locale)} characters)
						</span>
					</legend>
					<div className="grid gap-x-6 gap-y-5 *:min-w-0 lg:grid-cols-2">
						{options.map(({ halfSteps, text: option }) => (
							<TextAreaField
								key={halfSteps}
								{...field(`option-${halfSteps}`, option)}
								label={
									<span className="inline-flex items-center gap-2">
										<span className="sr-only">Tier </span>
										<TierMark halfSteps={halfSteps}>{formatTier(tierOf(halfSteps), locale)}</TierMark>
										{tierNames[halfSteps]}
									</span>
								}
							/>
						))}
					</div>
				</fieldset>
				{shareOf !== undefined && (
					<p className="max-w-prose text-sm text-muted">
						The percentages in these options are compared with imported figures ({shareOf}). They belong to
						these words: an option that says something else ends the comparison for this question.
					</p>
				)}
			</div>
		</Panel>
	)

	function buttons() {
		return (
			<>
				{index > 0 && (
					<Button name="intent" value={`up ${key}`} variant="quiet" size="small" icon={ArrowUp}>
						Up{named}
					</Button>
				)}
				{index < count - 1 && (
					<Button name="intent" value={`down ${key}`} variant="quiet" size="small" icon={ArrowDown}>
						Down{named}
					</Button>
				)}
				{isBuiltIn && origin === 'account' && (
					<Button name="intent" value={`restore ${key}`} variant="quiet" size="small" icon={RotateCcw}>
						Put back the built-in words{named}
					</Button>
				)}
				<Button name="intent" value={`remove ${key}`} variant="quiet" size="small" icon={Trash2}>
					Remove{named}
				</Button>
			</>
		)
	}
}
