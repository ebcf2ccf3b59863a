import { Trash2 } from 'lucide-react'
import { Form } from 'react-router'
import { decisionsLength } from '#app/domain/roadmap/checkpoint-limits.ts'
import { Button } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/checkbox.tsx'
import { Confirm } from '#app/ui/confirm.tsx'
import { TimeText } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextAreaField } from '#app/ui/text-field.tsx'
import type { CheckpointAnswer } from './actions.server.ts'
import type { CheckpointPage } from './read-page.server.ts'

type Props = { page: CheckpointPage; answer: CheckpointAnswer | undefined }

/** What was decided; of a draft the form that says it and holds the checkpoint. */
export function Decisions({ page, answer }: Props) {
	const { checkpoint, mayHold, maySend, locale, timeZone } = page
	if (mayHold) return <HoldForm page={page} answer={answer} />
	const { decisions, heldOn, minutesSentAt } = checkpoint
	return (
		<Panel
			title="Decisions"
			footer={
				maySend && (
					<Form method="post">
						<Button variant="secondary" name="intent" value="send">
							Send the minutes
						</Button>
					</Form>
				)
			}
		>
			<div className="flex flex-col gap-3 text-sm">
				{decisions === '' ? (
					<p className="text-muted">{heldOn === null ? 'Nothing yet.' : 'Nothing was decided.'}</p>
				) : (
					<p className="max-w-prose wrap-anywhere whitespace-pre-line">
						<bdi>{decisions}</bdi>
					</p>
				)}
				{answer?.mine && (
					<div>
						<h3 className="font-semibold">Yours, which was not saved</h3>
						<p className="max-w-prose wrap-anywhere whitespace-pre-line">
							<bdi>{answer.mine}</bdi>
						</p>
					</div>
				)}
				{minutesSentAt && (
					<p className="text-muted">
						Minutes sent{' '}
						<TimeText value={minutesSentAt} locale={locale} timeZone={timeZone} style="dateTime" />
					</p>
				)}
			</div>
		</Panel>
	)
}

function HoldForm({ page: { checkpoint, plan, standing }, answer }: Props) {
	const theirs = answer?.theirs ?? null
	const { todo, doing } = standing.counts
	return (
		<Panel title="Decisions" description="Everybody who reads the plan reads them.">
			<div className="flex max-w-form flex-col items-start gap-5">
				{theirs && (
					<div className="w-full text-sm">
						<h3 className="font-semibold">Saved meanwhile</h3>
						<p className="wrap-anywhere whitespace-pre-line">
							<bdi>{theirs.decisions === '' ? 'Nothing' : theirs.decisions}</bdi>
						</p>
					</div>
				)}
				<Form method="post" className="flex w-full flex-col items-start gap-4">
					<input type="hidden" name="version" value={theirs?.version ?? checkpoint.version} />
					<div className="w-full">
						<TextAreaField
							name="decisions"
							label={theirs ? 'Yours' : 'What is decided'}
							optional
							rows={6}
							maxLength={decisionsLength}
							defaultValue={answer?.mine ?? checkpoint.decisions}
						/>
					</div>
					{plan.hasReaders && (
						<Checkbox
							name="minutes"
							label="Send the minutes to the owner and the sponsors when it is held"
							hint="The agenda, how the plan stands and the decisions. Nothing of what people reached."
						/>
					)}
					<div className="flex flex-wrap gap-2">
						<Button name="intent" value="hold">
							Hold it today
						</Button>
						<Button variant="secondary" name="intent" value="save">
							Save the draft
						</Button>
					</div>
					<p className="text-sm text-muted">
						Holding keeps the agenda, how the plan stands ({todo + doing} items open) and the decisions. They
						change no more.
					</p>
				</Form>
				<Confirm label="Discard the draft" icon={Trash2} text="The draft and its decisions will be gone.">
					<Form method="post">
						<Button variant="danger" name="intent" value="discard">
							Discard the draft
						</Button>
					</Form>
				</Confirm>
			</div>
		</Panel>
	)
}
