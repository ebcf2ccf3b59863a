import { FilterForm } from '#app/ui/filter-form.tsx'
import { formatTier } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField, TextField } from '#app/ui/text-field.tsx'
import type { ScenarioPage } from './read-page.server.ts'

const tiers = ['1', '1.5', '2', '2.5', '3'] as const

/** Two forms over the address: each keeps what the other says. */
export function ScenarioForm({ page }: { page: ScenarioPage }) {
	const { search, families, topics, locale, today, problems } = page
	const errors = (name: keyof typeof problems) =>
		problems[name] === undefined ? undefined : [problems[name]]
	return (
		<div className="grid items-start gap-4 lg:grid-cols-2">
			<Panel
				title="Another target for a family"
				description="For everybody of it for whom the family’s or the company’s target holds: targets of teams and people go on holding."
			>
				<FilterForm names={['tryFamily', 'tryTier', 'tryDue']} label="Try a target" submitLabel="Try it">
					<SelectField
						name="tryFamily"
						errors={errors('tryFamily')}
						label="Family"
						controlSize="small"
						required
						defaultValue={search.tryFamily ?? ''}
						options={[{ value: '', label: 'Choose one' }, ...families]}
					/>
					<SelectField
						name="tryTier"
						errors={errors('tryTier')}
						label="Tier"
						controlSize="small"
						defaultValue={search.tryTier ?? ''}
						options={[
							{ value: '', label: 'As it is' },
							...tiers.map((value) => ({ value, label: formatTier(Number(value), locale) })),
						]}
					/>
					<TextField
						name="tryDue"
						errors={errors('tryDue')}
						label="To be reached by"
						type="date"
						controlSize="small"
						min={today}
						defaultValue={search.tryDue ?? ''}
					/>
				</FilterForm>
			</Panel>
			<Panel
				title="A topic for some people"
				description="It goes first to those who lack most of the steps that it serves, and all of them take those steps."
			>
				<FilterForm names={['tryTopic', 'tryPlaces']} label="Try a topic" submitLabel="Try it">
					<SelectField
						name="tryTopic"
						errors={errors('tryTopic')}
						label="Topic"
						controlSize="small"
						required
						defaultValue={search.tryTopic ?? ''}
						options={[{ value: '', label: 'Choose one' }, ...topics]}
					/>
					<TextField
						name="tryPlaces"
						errors={errors('tryPlaces')}
						label="People"
						type="number"
						controlSize="small"
						required
						min={1}
						max={1_000_000}
						step={1}
						defaultValue={search.tryPlaces ?? ''}
					/>
				</FilterForm>
			</Panel>
		</div>
	)
}
