import type { ReactNode } from 'react'
import { FilterForm } from './filter-form.tsx'
import type { SelectOption } from './inputs.tsx'
import { SelectField } from './text-field.tsx'

type Props = {
	cycle: string
	cycles: readonly SelectOption[]
	/** Of a page that is about one family, or all of them. */
	family?: { value: string; options: readonly SelectOption[] }
	/** Controls between the two, and the parameters that they set. */
	between?: { names: readonly string[]; controls: ReactNode }
	label?: string
	clearLabel?: string
}

/** Which cycle a page shows, and of which family: the form over the URL of the pages that look at published results. */
export function ChooseCycle({
	cycle,
	cycles,
	family,
	between,
	label = family ? 'Choose' : 'Choose a cycle',
	clearLabel = 'Newest',
}: Props) {
	return (
		<FilterForm
			names={['cycle', ...(between?.names ?? []), ...(family ? ['family'] : [])]}
			label={label}
			submitLabel="Show"
			clearLabel={clearLabel}
		>
			<SelectField name="cycle" label="Cycle" controlSize="small" defaultValue={cycle} options={cycles} />
			{between?.controls}
			{family && (
				<SelectField
					name="family"
					label="Role family"
					controlSize="small"
					defaultValue={family.value}
					options={family.options}
				/>
			)}
		</FilterForm>
	)
}
