import { Button } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/checkbox.tsx'
import { FieldNotes } from '#app/ui/field.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField } from '#app/ui/text-field.tsx'
import type { PlanPage } from './read-page.server.ts'

type Errors = string[] | undefined

/** Whom the cycle asks: everybody, or some teams with everything below, or some families, or both. */
export function ScopeFields({
	page,
	errors,
}: {
	page: PlanPage
	errors: { teamIds: Errors; familyIds: Errors }
}) {
	const { plan, teams, families } = page
	const chosen = new Set(plan.scope.teams.map(({ id }) => id))
	const paths = new Map(teams.map(({ id, path }) => [id, path]))
	const chosenFamilies = new Set(plan.scope.families.map(({ id }) => id))
	return (
		<Panel
			id="scope"
			title="Whom it asks"
			description="Everybody with a role family, unless you choose teams or families. With both, whoever is in one of each."
		>
			<div className="grid items-start gap-x-8 gap-y-6 sm:grid-cols-2">
				<fieldset className="flex min-w-0 flex-col gap-3">
					<legend className="mb-2 text-sm font-medium">Teams</legend>
					{plan.scope.teams.map(({ id, name }) => (
						<Checkbox
							key={id}
							name="teamIds"
							id={`team-${id}`}
							value={id}
							defaultChecked
							label={<bdi>{paths.get(id) ?? `${name} (archived)`}</bdi>}
						/>
					))}
					<SelectField
						name="addedTeamId"
						id="plan-addedTeamId"
						label={chosen.size === 0 ? 'Choose a team' : 'Add a team'}
						hint="With all teams below it."
						defaultValue=""
						options={[
							{ value: '', label: chosen.size === 0 ? 'All teams' : 'No other team' },
							...teams
								.filter(({ id }) => !chosen.has(id))
								.map(({ id, path }) => ({ value: id, label: path })),
						]}
					/>
					<FieldNotes id="plan-teamIds" errors={errors.teamIds} />
					<div>
						<Button variant="secondary" size="small" name="then" value="stay">
							Save and add another team
						</Button>
					</div>
				</fieldset>
				<fieldset className="flex min-w-0 flex-col gap-3">
					<legend className="mb-2 text-sm font-medium">Role families</legend>
					{families.map(({ id, name }) => (
						<Checkbox
							key={id}
							name="familyIds"
							id={`family-${id}`}
							value={id}
							defaultChecked={chosenFamilies.has(id)}
							label={<bdi>{name}</bdi>}
						/>
					))}
					<p className="text-sm text-muted">None chosen: all of them.</p>
					<FieldNotes id="plan-familyIds" errors={errors.familyIds} />
				</fieldset>
			</div>
		</Panel>
	)
}
