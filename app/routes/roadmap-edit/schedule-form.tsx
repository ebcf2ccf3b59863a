import { Form } from 'react-router'
import { PhaseDays } from '#app/charts/phase-days.tsx'
import { phaseNamer } from '#app/domain/roadmap/phase.ts'
import { Button } from '#app/ui/button.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField, TextField } from '#app/ui/text-field.tsx'
import type { MoveAnswer } from './move-plan.server.ts'
import type { EditPage } from './read-page.server.ts'

/** Moves the start or a phase: first what follows is shown, then it is done as shown. */
export function ScheduleForm({ page, answer }: { page: EditPage; answer: MoveAnswer | undefined }) {
	const { plan, movable, locale } = page
	if (movable.length === 0) return null
	const preview = answer?.preview ?? null
	const nameOf = phaseNamer(plan.phases)
	const shown = (preview?.phases ?? plan.phases).map((phase) => ({ ...phase, name: nameOf(phase.key) }))
	return (
		<Panel
			id="schedule"
			title="Move the start or a phase"
			description="What follows moves by as many days, and what is due in it too. Closed phases stay."
		>
			<div className="flex flex-col gap-5">
				{answer?.problem && (
					<Notice tone="error" title="Nothing is moved" live>
						{answer.problem}
					</Notice>
				)}
				<Form method="post" className="flex flex-col gap-4">
					<input type="hidden" name="version" value={plan.version} />
					<div className="grid items-end gap-4 sm:grid-cols-[minmax(0,1fr)_12rem_auto]">
						<SelectField
							name="what"
							label="What moves"
							defaultValue={answer?.typed.what ?? movable[0]}
							options={movable.map((what) => ({
								value: what,
								label: what === 'start' ? 'The first day of the plan' : `The last day of ${nameOf(what)}`,
							}))}
						/>
						<TextField name="to" type="date" label="To" required defaultValue={answer?.typed.to ?? ''} />
						<Button variant="secondary" name="intent" value="preview">
							Preview
						</Button>
					</div>
				</Form>
				{preview && answer && (
					// What is moved is what was previewed, whatever the fields above say by now.
					<Form method="post" className="flex flex-col gap-4">
						<input type="hidden" name="version" value={preview.version} />
						<input type="hidden" name="what" value={answer.typed.what} />
						<input type="hidden" name="to" value={answer.typed.to} />
						<p role="status" className="text-sm">
							{preview.items === 0
								? 'No item with a day of its own moves.'
								: `${formatNumber(preview.items, locale)} ${preview.items === 1 ? 'item' : 'items'} with a day of ${preview.items === 1 ? 'its' : 'their'} own ${preview.items === 1 ? 'moves' : 'move'} along.`}
						</p>
						{preview.warning && (
							<Notice tone="warning" title="What the source says">
								{preview.warning}
							</Notice>
						)}
						<div>
							<Button name="intent" value="move">
								Move it so
							</Button>
						</div>
					</Form>
				)}
				<PhaseDays
					caption={preview ? 'The phases as they would be' : 'The phases as they are'}
					phases={shown}
					{...(preview && { before: plan.phases })}
					locale={locale}
				/>
			</div>
		</Panel>
	)
}
