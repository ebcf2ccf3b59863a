import type { ImportKind } from '#app/domain/import/import-kind.ts'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { SelectField } from '#app/ui/text-field.tsx'
import { stateGroupNames, stateGroups } from './state-groups.ts'

type Props = {
	kinds: readonly { value: ImportKind; label: string }[]
	kind: ImportKind | null
	state: (typeof stateGroupNames)[number] | null
}

export function ImportFilter({ kinds, kind, state }: Props) {
	return (
		<FilterForm names={['kind', 'state']} label="Filter imports">
			{kinds.length > 1 && (
				<SelectField
					name="kind"
					label="Kind"
					controlSize="small"
					defaultValue={kind ?? ''}
					options={[{ value: '', label: 'Every kind' }, ...kinds]}
				/>
			)}
			<SelectField
				name="state"
				label="State"
				controlSize="small"
				defaultValue={state ?? ''}
				options={[
					{ value: '', label: 'Every state' },
					...stateGroupNames.map((value) => ({ value, label: stateGroups[value].label })),
				]}
			/>
		</FilterForm>
	)
}
