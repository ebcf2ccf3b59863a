import { Form } from 'react-router'
import type { GiveBack } from '#app/domain/cycle/give-back.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField, TextAreaField } from '#app/ui/text-field.tsx'
import type { CorrectionsAnswer } from './actions.server.ts'
import type { CorrectionsPage } from './read-page.server.ts'

const giveBackNames: Record<GiveBack, string> = {
	both: 'Both sides: each answers and sends again',
	self: 'The person’s side',
	manager: 'The manager’s side',
	agreement: 'Only the agreement: both sides stay as sent',
}

type Props = { page: CorrectionsPage; answer: CorrectionsAnswer | undefined }

/** Reopens one person, with a reason. */
export function ReopenOne({ page, answer }: Props) {
	const { chosen, cycle, published } = page
	if (!chosen) return null
	const name = <bdi>{chosen.memberName}</bdi>
	if (chosen.state !== 'active') {
		return (
			<Panel title={<>Reopen {name}</>}>
				<p className="max-w-prose text-sm">
					{chosen.state === 'exempt' ? 'Exempt from this cycle' : 'No longer with the company'}, so there is
					nothing to reopen.
				</p>
			</Panel>
		)
	}
	return (
		<Panel
			title={<>Reopen {name}</>}
			description={
				published
					? `${cycle.name} stays as it is published for everybody, until you publish the correction.`
					: 'What the two agreed before counts unless they agree anew.'
			}
		>
			<Form method="post" preventScrollReset className="flex max-w-form flex-col items-start gap-4">
				<input type="hidden" name="participantId" value={chosen.participantId} />
				<input type="hidden" name="version" value={chosen.version} />
				<Fields page={page} answer={answer} />
				<div className="flex flex-wrap gap-2">
					<Button name="intent" value="reopen-one">
						Reopen
					</Button>
					<ButtonLink to="?" variant="quiet">
						Not now
					</ButtonLink>
				</div>
			</Form>
		</Panel>
	)
}

/** Reopens everybody of a published cycle, with a reason. */
export function ReopenAll({ page, answer }: Props) {
	const { cycle, eligible, locale } = page
	return (
		<details className="disclosure" open={answer !== undefined || undefined}>
			<summary className="text-sm font-medium text-accent">Reopen the whole cycle</summary>
			<Form method="post" preventScrollReset className="flex max-w-form flex-col items-start gap-4 pt-3">
				<p className="max-w-prose text-sm text-muted">
					All {formatNumber(eligible, locale)} who take part in {cycle.name} can then agree anew. Everybody
					goes on seeing what is published until you publish the correction.
				</p>
				<Fields page={page} answer={answer} />
				<Button name="intent" value="reopen-all" variant="secondary">
					Reopen everybody
				</Button>
			</Form>
		</details>
	)
}

function Fields({ page, answer }: Props) {
	return (
		<>
			<input type="hidden" name="idempotencyKey" value={page.idempotencyKey} />
			<SelectField
				name="giveBack"
				label="What is given back"
				hint="Raters are blind to each other again until both have sent."
				defaultValue={answer?.values.giveBack || 'both'}
				errors={answer?.errors['giveBack']}
				options={Object.entries(giveBackNames).map(([value, label]) => ({ value, label }))}
			/>
			<TextAreaField
				name="reason"
				label="Why?"
				hint="The person and their manager read it, and it stands in the audit log."
				defaultValue={answer?.values.reason}
				errors={answer?.errors['reason']}
				maxLength={500}
				rows={3}
				required
			/>
		</>
	)
}
