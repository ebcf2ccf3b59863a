import { Checkbox } from './checkbox.tsx'
import { TextField } from './text-field.tsx'

/** What a saved report is called, and who finds it. */
export function SavedReportFields({
	name,
	isShared,
	errors,
}: {
	name: string
	isShared: boolean
	errors?: string[] | undefined
}) {
	return (
		<>
			<TextField name="name" label="Name" defaultValue={name} maxLength={120} required errors={errors} />
			<Checkbox
				name="isShared"
				value="yes"
				defaultChecked={isShared}
				label="Share it with those who may read this report"
				hint="They find it in their library, and see in it what they may see."
			/>
		</>
	)
}
