import { useEffect, useMemo, useRef, useState } from 'react'
import { Form } from 'react-router'
import { needsWhatChanged } from '#app/domain/check-in/ask-back.ts'
import { choosableTiers } from '#app/domain/check-in/suggest-tier.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { tierNames } from '#app/domain/tier/tier-name.ts'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { formatTier } from '#app/ui/format.tsx'
import { AnswerNotice } from '#app/ui/answer-notice.tsx'
import { OriginBadge } from '#app/ui/origin-badge.tsx'
import { RadioCards } from '#app/ui/radio-cards.tsx'
import { TextAreaField } from '#app/ui/text-field.tsx'
import { TierBadge } from '#app/ui/tier-badge.tsx'
import { TierChoice } from '#app/ui/tier-choice.tsx'
import { ConflictNotice } from './conflict-notice.tsx'
import type { FormValues } from './form-values.ts'
import {
	countUnanswered,
	halfStepsOf,
	sameValues,
	suggestionOf,
	tierOfValues,
	valuesOfForm,
	valuesOfSaved,
} from './form-values.ts'
import type { CheckInAnswer } from './handle-post.server.ts'
import type { LocalCopy } from './local-copy.ts'
import { dropLocalCopy, readLocalCopy } from './local-copy.ts'
import { LocalCopyNotice } from './local-copy-notice.tsx'
import { AlikeNotice } from './alike-notice.tsx'
import { PreviousTier } from './previous-tier.tsx'
import { Question } from './question.tsx'
import type { CheckInPage } from './read-page.server.ts'
import { SaveLine } from './save-line.tsx'
import type { Offline } from './use-autosave.ts'
import { useAutosave } from './use-autosave.ts'
import { WhoSees } from './who-sees.tsx'

type Props = { page: CheckInPage; answer: CheckInAnswer | Offline | undefined }

/**
 * The check-in on one scrolling screen. The controls keep their own values, so that it works before and without a script;
 * with one, the suggestion follows every answer and drafts are saved by themselves.
 */
export function CheckInForm({ page, answer }: Props) {
	const { locale, timeZone, questions, entry, previous, mine } = page
	const keys = useMemo(() => questions.map(({ key }) => key), [questions])
	const posted = answer && 'values' in answer ? answer.values : undefined
	const [start, setStart] = useState<{ values: FormValues; turn: number }>({
		values: posted ?? valuesOfSaved(mine, keys),
		turn: 0,
	})
	const [live, setLive] = useState(start.values)
	const [copy, setCopy] = useState<LocalCopy | null>(null)
	const form = useRef<HTMLFormElement>(null)
	const conflict = answer?.kind === 'conflict' ? answer : null
	const { version, status, noteChange, onSubmit } = useAutosave({
		form,
		localKey: page.localKey,
		questionKeys: keys,
		version: (conflict ? conflict.current?.version : mine?.version) ?? 0,
		paused: copy ? 'device' : conflict ? 'server' : null,
		refused: answer,
	})

	// What was typed before the script came, or what the browser put back, counts as well.
	useEffect(() => {
		if (!form.current) return
		const values = valuesOfForm(new FormData(form.current), keys)
		setLive(values)
		const kept = readLocalCopy(page.localKey, keys)
		if (kept && sameValues(kept.values, values)) dropLocalCopy(page.localKey)
		else setCopy(kept)
	}, [page.localKey, keys])

	// What was taken from the device goes to the server, once.
	const taken = useRef(start.turn)
	useEffect(() => {
		if (taken.current === start.turn) return
		taken.current = start.turn
		noteChange()
	}, [start.turn, noteChange])

	const errors = answer?.kind === 'invalid' ? answer.errors : {}
	const current = conflict?.current ?? (status.kind === 'conflict' ? status.current : null)
	const unanswered = countUnanswered(live)
	const asksWhatChanged =
		needsWhatChanged(previous?.tier ?? null, tierOfValues(live)) ||
		errors['whatChanged'] !== undefined ||
		start.values.whatChanged !== ''
	const isAlike = answer?.kind === 'alike'
	const here = `/a/${page.slug}/check-ins/${page.participantId}`
	return (
		<>
			<ErrorSummary
				errors={Object.entries(errors).flatMap(([field, list]) => {
					const about = questions.find((_, index) => field.startsWith(`answers[${index}].`))
					return list.map((message) => ({
						message: about ? `${about.text} ${message}` : message,
						field: field || undefined,
					}))
				})}
			/>
			{answer?.kind === 'offline' && (
				<AnswerNotice tone="error" title="The server could not be reached">
					Nothing was sent, and nothing is lost: your answers still stand below. Try again when you are
					connected.
				</AnswerNotice>
			)}
			{isAlike && <AlikeNotice halfSteps={answer.halfSteps} locale={locale} />}
			{(conflict || status.kind === 'conflict') && (
				<ConflictNotice
					{...{ current, questions, locale, timeZone }}
					values={live}
					isAnswer={conflict !== null}
					href={here}
				/>
			)}
			{copy && (
				<LocalCopyNotice
					{...{ copy, locale, timeZone }}
					onUse={() => {
						setStart(({ turn }) => ({ values: copy.values, turn: turn + 1 }))
						setLive(copy.values)
						setCopy(null)
					}}
					onDrop={() => {
						dropLocalCopy(page.localKey)
						setCopy(null)
					}}
				/>
			)}
			<Form
				key={start.turn}
				ref={form}
				method="post"
				noValidate
				className="group/form flex max-w-form flex-col gap-6"
				onChange={() => {
					const values = noteChange()
					if (values) setLive(values)
				}}
				onSubmit={onSubmit}
			>
				<input type="hidden" name="idempotencyKey" value={page.idempotencyKey} />
				<input type="hidden" name="version" value={version} readOnly />
				{isAlike && <input type="hidden" name="alikeMeant" value="yes" />}
				<input type="hidden" name="localKey" value={page.localKey} />
				{entry && (
					<RadioCards
						name="usesAi"
						legend={entry.text}
						hint={entry.hint}
						errors={errors['usesAi']}
						defaultValue={start.values.usesAi}
						options={[
							{ value: 'yes', title: 'Yes', text: entry.goOn.text },
							{ value: 'no', title: 'No', text: entry.below.text },
						]}
					/>
				)}
				{entry && entry.origin !== 'account' && (
					<p className="flex flex-wrap items-center gap-2 text-sm text-muted">
						<OriginBadge origin={entry.origin} /> The source has no question for tier{' '}
						{formatTier(tierOf(1), locale)}.
					</p>
				)}

				<div className="flex flex-col gap-6 group-has-[#usesAi-no:checked]/form:hidden">
					{questions.map((question, index) => {
						const values = start.values.answers[index]
						const before = previous?.answers.find(({ questionKey }) => questionKey === question.key)
						if (!values) return null
						return (
							<Question
								key={question.key}
								{...{ index, question, values, locale, errors }}
								chosen={halfStepsOf(live.answers[index]?.halfSteps ?? '')}
								previous={
									previous && before ? { halfSteps: before.halfSteps, cycleName: previous.cycleName } : null
								}
							/>
						)
					})}
				</div>

				<section className="flex flex-col gap-3 border-t border-line pt-6">
					<h2>Tier</h2>
					<div className="group-has-[#usesAi-no:checked]/form:hidden">
						<TierChoice
							suggestion={live.usesAi === 'no' ? null : suggestionOf(live)}
							options={choosableTiers(true).map((halfSteps) => ({
								halfSteps,
								tier: formatTier(tierOf(halfSteps), locale),
								name: tierNames[halfSteps],
							}))}
							defaultValue={start.values.tier}
							defaultReason={start.values.tierReason}
							errors={{ tier: errors['tier'], tierReason: errors['tierReason'] }}
							incomplete="Your answers suggest a tier once all questions are answered."
						/>
					</div>
					<div className="hidden flex-col gap-2 group-has-[#usesAi-no:checked]/form:flex">
						<TierBadge halfSteps={1} tier={formatTier(tierOf(1), locale)} name={tierNames[1]} />
						<p className="max-w-prose text-sm text-pretty text-muted">
							The entry question alone decides this tier. The other questions don’t apply.
						</p>
					</div>
					{previous && <PreviousTier previous={previous} tier={tierOfValues(live)} locale={locale} />}
					{asksWhatChanged && (
						<TextAreaField
							name="whatChanged"
							label="Two tiers above last time: what changed?"
							hint="A sentence is enough. The two of you and HR see it."
							rows={2}
							dir="auto"
							defaultValue={live.whatChanged}
							errors={errors['whatChanged']}
						/>
					)}
				</section>

				<TextAreaField
					name="note"
					label="Anything else?"
					optional
					hint="For the two of you. HR doesn’t see it."
					rows={3}
					dir="auto"
					defaultValue={start.values.note}
					errors={errors['note']}
				/>
				<WhoSees {...page} />
				<div className="flex flex-col gap-2">
					{unanswered > 0 && (
						<p className="text-sm text-muted">
							Still to answer before you send: {unanswered} {unanswered === 1 ? 'question' : 'questions'}.
						</p>
					)}
					<SaveLine {...{ status, locale, timeZone }} />
					<div className="flex flex-wrap gap-3">
						<Button name="intent" value="draft" variant="secondary" size="large">
							Save draft
						</Button>
						<Button name="intent" value="send" size="large">
							Send
						</Button>
						{page.rater === 'manager' && (page.before || page.after) && (
							<Button name="intent" value="send-next" variant="secondary" size="large">
								Send and go on to the next
							</Button>
						)}
					</div>
				</div>
			</Form>
		</>
	)
}
