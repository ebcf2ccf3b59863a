import { Form } from 'react-router'
import { assignmentLimits } from '#app/domain/training-assignment/assignment.ts'
import { Button } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/checkbox.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextAreaField, TextField } from '#app/ui/text-field.tsx'
import type { GivingAnswer } from './give.server.ts'
import type { ReadyPage } from './read-page.server.ts'

/** What the people get, until when. */
export function GivingForm({ page, answer }: { page: ReadyPage; answer: GivingAnswer | undefined }) {
	const { topics, audience, today, chosen, locale } = page
	const errors = answer?.errors ?? {}
	const [only, ...more] = topics
	const first = more.length === 0 ? only?.id : (chosen ?? undefined)
	const isChosen = (id: string) => (answer ? answer.values.topics.includes(id) : id === first)
	const summary = Object.entries(errors).flatMap(([field, list]) =>
		list.map((message) => ({ message, field: field === 'topic' ? `topic-${only?.id}` : field })),
	)
	return (
		<Panel title="What" description="Each person gets one mail about all that is assigned to them here.">
			<Form method="post" className="flex max-w-form flex-col gap-5">
				<ErrorSummary title="Nothing is assigned" errors={summary} />
				<input type="hidden" name="idempotencyKey" value={page.idempotencyKey} />
				<input type="hidden" name="mark" value={audience.mark} />
				<fieldset className="flex flex-col gap-2">
					<legend className="mb-2 text-sm font-medium">Topics</legend>
					{topics.map((topic) => (
						<Checkbox
							key={topic.id}
							id={`topic-${topic.id}`}
							name="topic"
							value={topic.id}
							label={topic.title}
							hint={hintOf(topic, locale)}
							defaultChecked={isChosen(topic.id)}
						/>
					))}
				</fieldset>
				<TextField
					{...{ name: 'dueOn', type: 'date', label: 'Due on', optional: true, min: today }}
					defaultValue={answer?.values.dueOn ?? ''}
					errors={errors.dueOn}
				/>
				<TextAreaField
					{...{ name: 'note', label: 'Note', optional: true, rows: 2, maxLength: assignmentLimits.note }}
					hint="They read it beside the training; it is in no mail."
					defaultValue={answer?.values.note ?? ''}
					errors={errors.note}
				/>
				<div>
					<Button>
						Assign to {formatNumber(audience.count, locale)} {audience.count === 1 ? 'person' : 'people'}
					</Button>
				</div>
			</Form>
		</Panel>
	)
}

function hintOf({ what, held, open, isFull, capacity }: ReadyPage['topics'][number], locale: string): string {
	const number = (value: number) => formatNumber(value, locale)
	const haveIt = held > 0 && `${number(held)} of these people ${held === 1 ? 'has' : 'have'} it already`
	const fullWords = open === null ? 'it may be full' : `${number(open)} would have it to finish`
	const places = isFull && capacity !== null && `${number(capacity)} places at once, and ${fullWords}`
	return [what, haveIt, places].filter(Boolean).join(' · ')
}
