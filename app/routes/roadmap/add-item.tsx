import { Plus } from 'lucide-react'
import { Form } from 'react-router'
import { itemKinds } from '#app/domain/roadmap/item.ts'
import { itemKindNames } from '#app/domain/roadmap/roadmap-words.ts'
import { Button } from '#app/ui/button.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { RadioCards } from '#app/ui/radio-cards.tsx'
import { SelectField, TextField } from '#app/ui/text-field.tsx'
import type { PlanPage } from './read-page.server.ts'

/** As options; only these take items. */
const openPhases = ({ phases }: PlanPage['plan']) =>
	phases.flatMap(({ key, name, closedOn }) => (closedOn === null ? [{ value: key, label: name }] : []))

/** Adds an item at the end of a phase that is not closed. */
export function AddItem({ page: { plan, summary, keys } }: { page: PlanPage }) {
	const open = openPhases(plan)
	if (open.length === 0) return null
	return (
		<Panel title="Add an item">
			<Form method="post" className="grid items-end gap-4 md:grid-cols-[minmax(0,1fr)_14rem_12rem_auto]">
				<input type="hidden" name="intent" value="add" />
				<input type="hidden" name="idempotencyKey" value={keys.item} />
				<TextField
					name="text"
					id="new-text"
					label="What is to be done"
					maxLength={500}
					required
					autoComplete="off"
				/>
				<SelectField
					name="phase"
					id="new-phase"
					label="Phase"
					defaultValue={summary.phase ?? undefined}
					options={open}
				/>
				<SelectField
					name="kind"
					id="new-kind"
					label="Kind"
					defaultValue="own"
					options={itemKinds.map((kind) => ({ value: kind, label: itemKindNames[kind] }))}
				/>
				<Button variant="secondary" icon={Plus}>
					Add
				</Button>
			</Form>
		</Panel>
	)
}

/** Takes up what the source advises under the lens of the plan, as an item that says where it is from. */
export function AddRemedy({ page: { plan, summary, remedies, keys } }: { page: PlanPage }) {
	const open = openPhases(plan)
	if (open.length === 0 || remedies.length === 0) return null
	return (
		<Panel
			title="Take up a remedy"
			description="What the source advises against what holds teams up, and is not in the plan."
		>
			<details className="disclosure">
				<summary className="text-sm font-medium text-accent">
					{remedies.length === 1 ? 'See the one that is left' : `See all ${remedies.length}`}
				</summary>
				<Form method="post" className="mt-4 flex max-w-form flex-col items-start gap-4">
					<input type="hidden" name="intent" value="remedy" />
					<input type="hidden" name="idempotencyKey" value={keys.remedy} />
					<RadioCards
						name="remedyKey"
						legend="Remedy"
						legendSize="body"
						required
						options={remedies.map(({ key, text, against }) => ({
							...{ value: key, title: text },
							text: against === null ? 'Against a stall at AI coding level 2' : `Against: ${against}`,
						}))}
					/>
					<SelectField
						name="phase"
						id="remedy-phase"
						label="Phase"
						defaultValue={summary.phase ?? undefined}
						options={open}
					/>
					<Button variant="secondary" icon={Plus}>
						Add the remedy
					</Button>
				</Form>
			</details>
		</Panel>
	)
}
