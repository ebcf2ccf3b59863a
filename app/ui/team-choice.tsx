import { peopleText } from '#app/lib/people-text.ts'
import { Checkbox } from './checkbox.tsx'
import { FieldNotes } from './field.tsx'

type Props = {
	/** In the order of the tree. */
	teams: readonly {
		id: string
		name: string
		/** 0 at the top. */
		depth: number
		people: number
		/** Where it is already, and so cannot be chosen. */
		elsewhere: string | null
	}[]
	chosen: readonly string[]
	errors?: readonly string[] | undefined
	locale: string
}

/** Teams of a tree to choose from, as boxes named `team`, and one named `below` that takes the teams below them along. */
export function TeamChoice({ teams, chosen, errors, locale }: Props) {
	return (
		<fieldset
			id="team"
			tabIndex={-1}
			data-focus-target
			className="flex min-w-0 flex-col gap-2"
			aria-describedby={errors?.length ? 'team-error' : undefined}
		>
			<legend className="mb-1.5 text-sm font-medium">Teams</legend>
			<div className="max-h-80 overflow-y-auto rounded-control border border-control px-3 py-2">
				{teams.map(({ id, name, depth, people: count, elsewhere }) => (
					<div key={id} style={{ paddingInlineStart: `${Math.min(depth, 6) * 1.25}rem` }}>
						<Checkbox
							name="team"
							id={`team-${id}`}
							value={id}
							defaultChecked={chosen.includes(id)}
							disabled={elsewhere !== null}
							label={
								<>
									<bdi>{name}</bdi>{' '}
									<span className="text-muted">
										{peopleText(count, locale)}
										{elsewhere !== null && ` · in ${elsewhere}`}
									</span>
								</>
							}
						/>
					</div>
				))}
			</div>
			<FieldNotes id="team" hint={undefined} errors={errors} />
			<Checkbox
				name="below"
				value="yes"
				label="With every team below those chosen"
				hint="Teams that are in another group stay there."
			/>
		</fieldset>
	)
}
