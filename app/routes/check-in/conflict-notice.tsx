import type { ReactNode } from 'react'
import type { CheckInContent } from '#app/data/read-check-in.server.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { formatTier, TimeText } from '#app/ui/format.tsx'
import { AnswerNotice } from '#app/ui/answer-notice.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { FormValues } from './form-values.ts'
import { halfStepsOf, valuesOfSaved } from './form-values.ts'

type Props = {
	/** What another tab or device has saved. */
	current: CheckInContent | null
	/** What stands in this form. */
	values: FormValues
	questions: readonly { key: string; text: string }[]
	/** Save or Send was answered with it: otherwise it comes while somebody types. */
	isAnswer: boolean
	href: string
	locale: string
	timeZone: string
}

/** Two versions of a draft side by side, where they differ, and the two ways on. */
export function ConflictNotice({ current, values, questions, isAnswer, href, locale, timeZone }: Props) {
	const saved = valuesOfSaved(
		current,
		questions.map(({ key }) => key),
	)
	const tier = (halfSteps: string) => {
		const value = halfStepsOf(halfSteps)
		return value === null ? '' : `Tier ${formatTier(tierOf(value), locale)}`
	}
	const rows = [
		{ label: 'Entry question', here: values.usesAi, there: saved.usesAi },
		...questions.flatMap(({ text }, index) => {
			const here = values.answers[index]
			const there = saved.answers[index]
			if (!here || !there) return []
			return [
				{ label: text, here: tier(here.halfSteps), there: tier(there.halfSteps) },
				{ label: `${text} (link)`, here: here.evidenceUrl, there: there.evidenceUrl },
				{ label: `${text} (evidence)`, here: here.evidenceNote, there: there.evidenceNote },
			]
		}),
		{ label: 'Tier', here: tier(values.tier) || 'As suggested', there: tier(saved.tier) || 'As suggested' },
		{ label: 'Reason', here: values.tierReason, there: saved.tierReason },
		{ label: 'What changed', here: values.whatChanged, there: saved.whatChanged },
		{ label: 'Note', here: values.note, there: saved.note },
	].filter(({ here, there }) => here.trim() !== there.trim())
	const Box = isAnswer ? AnswerNotice : Notice
	return (
		<Box
			tone="warning"
			{...(!isAnswer && { live: true })}
			title="A newer draft was saved in another tab or on another device"
			actions={
				<a href={href} className="button" data-variant="secondary" data-size="small">
					Load the saved one
				</a>
			}
		>
			<p>
				Nothing was overwritten. Below stands what you typed here. Saving or sending it now replaces the draft
				saved{' '}
				{current && (
					<TimeText value={current.updatedAt} locale={locale} timeZone={timeZone} style="dateTime" />
				)}
				.
			</p>
			<dl className="mt-3 flex flex-col gap-3">
				{rows.map(({ label, here, there }) => (
					<div key={label}>
						<dt className="font-medium">{label}</dt>
						<Version name="Here">{here}</Version>
						<Version name="Saved">{there}</Version>
					</div>
				))}
			</dl>
		</Box>
	)
}

function Version({ name, children }: { name: string; children: ReactNode }) {
	return (
		<dd className="flex gap-2">
			<span className="w-12 shrink-0 text-muted">{name}</span>
			<span dir="auto" className="max-h-32 min-w-0 flex-1 overflow-y-auto whitespace-pre-wrap">
				{children || '–'}
			</span>
		</dd>
	)
}
