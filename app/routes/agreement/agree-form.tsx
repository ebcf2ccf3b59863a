import { useEffect, useRef, useState } from 'react'
import { Form } from 'react-router'
import { answerOf } from '#app/domain/check-in/compare-raters.ts'
import { choosableTiers } from '#app/domain/check-in/suggest-tier.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { tierNames } from '#app/domain/tier/tier-name.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { formatTier } from '#app/ui/format.tsx'
import { RadioCards } from '#app/ui/radio-cards.tsx'
import { TierBadge, TierMark } from '#app/ui/tier-badge.tsx'
import { TierChoice } from '#app/ui/tier-choice.tsx'
import { agreeValuesOfForm, answerName, proposedValues, suggestionOfAgreed } from './agree-values.ts'
import { ChangedMeanwhile } from './changed-meanwhile.tsx'
import type { AgreementAnswer } from './handle-post.server.ts'
import type { AgreementPage, AgreementQuestion } from './read-page.server.ts'
import { EntryPair, nameOf, QuestionPair, TierPair } from './side-by-side.tsx'

/** Both sides question by question, with what the two agree on below each; equal answers are chosen already. */
export function AgreeForm({ page, answer }: { page: AgreementPage; answer: AgreementAnswer | undefined }) {
	const { locale, questions, entry, outcome } = page
	const keys = questions.map(({ key }) => key)
	const start = answer?.values ?? proposedValues(page)
	const [live, setLive] = useState(start)
	const form = useRef<HTMLFormElement>(null)
	const read = () => {
		if (form.current) setLive(agreeValuesOfForm(new FormData(form.current)))
	}
	useEffect(read, [])
	const errors = answer?.kind === 'invalid' ? answer.errors : {}
	const conflict = answer?.kind === 'conflict' ? answer : null
	const version = (conflict ? conflict.current?.version : outcome?.version) ?? 0
	return (
		<>
			<ErrorSummary
				errors={Object.entries(errors).flatMap(([field, list]) => {
					const about = questions.find((_, index) => answerName(index, 'halfSteps') === field)
					return list.map((message) => ({
						message: about ? `${about.text} ${message}` : message,
						field: field || undefined,
					}))
				})}
			/>
			{conflict?.current && <ChangedMeanwhile page={page} current={conflict.current} />}
			<Form
				ref={form}
				method="post"
				noValidate
				onChange={read}
				className="group/form flex max-w-3xl flex-col gap-6"
			>
				<input type="hidden" name="idempotencyKey" value={page.idempotencyKey} />
				<input type="hidden" name="version" value={version} readOnly />
				{entry &&
					(page.comparison.entry.same && page.comparison.entry.self && start.usesAi === 'yes' ? (
						<input type="hidden" name="usesAi" value="yes" />
					) : (
						<div className="flex flex-col gap-3">
							<RadioCards
								name="usesAi"
								legend={entry.text}
								hint={<EntryPair page={page} />}
								errors={errors['usesAi']}
								defaultValue={start.usesAi}
								options={[
									{ value: 'yes', title: 'Yes', text: entry.goOn.text },
									{ value: 'no', title: 'No', text: entry.below.text },
								]}
							/>
						</div>
					))}
				<div className="flex flex-col gap-6 group-has-[#usesAi-no:checked]/form:hidden">
					{questions.map((question, index) => (
						<QuestionPair key={question.key} page={page} question={question}>
							<input type="hidden" name={answerName(index, 'questionKey')} value={question.key} />
							<Agreed
								page={page}
								question={question}
								name={answerName(index, 'halfSteps')}
								value={start.answers[question.key] ?? ''}
								errors={errors[answerName(index, 'halfSteps')]}
							/>
						</QuestionPair>
					))}
				</div>
				<section className="flex flex-col gap-4 border-t border-line pt-6">
					<TierPair page={page} />
					<div className="group-has-[#usesAi-no:checked]/form:hidden">
						<TierChoice
							suggestion={live.usesAi === 'no' ? null : suggestionOfAgreed(live, keys)}
							options={choosableTiers(true).map((halfSteps) => ({
								halfSteps,
								tier: formatTier(tierOf(halfSteps), locale),
								name: tierNames[halfSteps],
							}))}
							defaultValue={start.tier}
							defaultReason={start.tierReason}
							errors={{ tier: errors['tier'], tierReason: errors['tierReason'] }}
							incomplete="The agreed answers suggest a tier once all questions are answered."
						/>
					</div>
					<div className="hidden group-has-[#usesAi-no:checked]/form:block">
						<TierBadge halfSteps={1} tier={formatTier(tierOf(1), locale)} name={tierNames[1]} />
					</div>
				</section>
				<div className="flex flex-col gap-3">
					<p className="max-w-prose text-sm text-pretty text-muted">
						{page.viewer === 'hr' ? 'The two' : 'Both of you'} and HR see the result; managers further up see
						the agreed answers and the tier. You can agree anew until the cycle is published.
					</p>
					<div className="flex flex-wrap gap-3">
						<Button size="large">{outcome ? 'Agree anew' : 'Agree'}</Button>
						{page.next && (
							<Button name="intent" value="next" variant="secondary" size="large">
								Agree and go on to the next
							</Button>
						)}
					</div>
				</div>
			</Form>
		</>
	)
}

type AgreedProps = {
	page: AgreementPage
	question: AgreementQuestion
	name: string
	value: string
	errors: string[] | undefined
}

/** What the two agree on. Folded away where both say the same already. */
function Agreed({ page, question, name, value, errors }: AgreedProps) {
	const cards = (
		<RadioCards
			name={name}
			legend="Agreed"
			legendSize="body"
			errors={errors}
			defaultValue={value}
			options={optionsOf(page, question)}
		/>
	)
	const compared = page.comparison.questions.find(({ questionKey }) => questionKey === question.key)
	if (errors || compared?.difference !== 0 || value !== String(compared.self)) return cards
	return (
		<details className="disclosure">
			<summary className="text-sm font-medium text-accent">Agreed as both say. Choose another</summary>
			<div className="pt-3">{cards}</div>
		</details>
	)
}

function optionsOf(page: AgreementPage, question: AgreementQuestion) {
	const { sides, locale } = page
	return question.options.map(({ halfSteps, text }) => {
		const chosenBy = (['self', 'manager'] as const).filter(
			(rater) => answerOf(sides[rater], question.key) === halfSteps,
		)
		return {
			value: String(halfSteps),
			mark: <TierMark halfSteps={halfSteps}>{formatTier(tierOf(halfSteps), locale)}</TierMark>,
			title: tierNames[halfSteps],
			text,
			note: chosenBy.length > 0 && chosenBy.map((rater) => nameOf(page, rater)).join(' · '),
		}
	})
}
