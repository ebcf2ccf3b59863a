import { Plus } from 'lucide-react'
import { Form } from 'react-router'
import { itemKinds } from '#app/domain/roadmap/item.ts'
import { itemKindNames } from '#app/domain/roadmap/roadmap-words.ts'
import { Button } from '#app/ui/button.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField, TextField } from '#app/ui/text-field.tsx'
import type { PlanPage } from './read-page.server.ts'

/** Adds an item at the end of a phase that is not closed. */
export function AddItem({ page: { plan, summary, keys } }: { page: PlanPage }) {
	const open = plan.phases.filter(({ closedOn }) => closedOn === null)
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
					options={open.map(({ key, name }) => ({ value: key, label: name }))}
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
