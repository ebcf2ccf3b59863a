import { Button } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/checkbox.tsx'
import { FieldNotes } from '#app/ui/field.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField } from '#app/ui/text-field.tsx'
import type { PlanPage } from './read-page.server.ts'

type Errors = string[] | undefined

/** What stands in a form that came back: one box that is checked is no list. */
type Chosen = string | readonly (string | undefined)[] | undefined

const setOf = (chosen: Chosen) => new Set(typeof chosen === 'string' ? [chosen] : chosen)

/** Whom the cycle asks: everybody, or some teams with everything below, or some families, or both. */
export function ScopeFields({
	page,
	chosen,
	errors,
}: {
	page: PlanPage
	chosen: { teamIds: Chosen; addedTeamId: string | undefined; familyIds: Chosen }
	errors: { teamIds: Errors; familyIds: Errors }
}) {
	const { plan, teams, families } = page
	const checkedTeams = setOf(chosen.teamIds)
	const paths = new Map(teams.map(({ id, path }) => [id, path]))
	const checkedFamilies = setOf(chosen.familyIds)
	const saved = new Set(plan.scope.teams.map(({ id }) => id))
	// The plan may have lost some to somebody else while this form was filled in.
	const listed = [
		...plan.scope.teams,
		...teams
			.filter(({ id }) => checkedTeams.has(id) && !saved.has(id))
			.map(({ id, path }) => ({ id, name: path })),
	]
	const listedIds = new Set(listed.map(({ id }) => id))
	return (
		<Panel
			id="scope"
			title="Whom it asks"
			description="Everybody with a role family, unless you choose teams or families. With both, whoever is in one of each."
		>
			<div className="grid items-start gap-x-8 gap-y-6 sm:grid-cols-2">
				<fieldset className="flex min-w-0 flex-col gap-3">
					<legend className="mb-2 text-sm font-medium">Teams</legend>
					{listed.map(({ id, name }) => (
						<Checkbox
							key={id}
							name="teamIds"
							id={`team-${id}`}
							value={id}
							defaultChecked={checkedTeams.has(id)}
							label={<bdi>{paths.get(id) ?? `${name} (archived)`}</bdi>}
						/>
					))}
					<SelectField
						name="addedTeamId"
						id="plan-addedTeamId"
						label={listed.length === 0 ? 'Choose a team' : 'Add a team'}
						hint="With all teams below it."
						defaultValue={chosen.addedTeamId ?? ''}
						options={[
							{ value: '', label: listed.length === 0 ? 'All teams' : 'No other team' },
							...teams
								.filter(({ id }) => !listedIds.has(id))
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
							defaultChecked={checkedFamilies.has(id)}
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
