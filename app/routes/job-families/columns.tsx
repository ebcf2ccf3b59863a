import { Form } from 'react-router'
import { Button } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/checkbox.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { formatNumber } from '#app/ui/format.tsx'
import { LongText } from '#app/ui/long-text.tsx'
import { SelectField } from '#app/ui/text-field.tsx'
import type { JobFamiliesPage } from './route.tsx'

type JobFamily = JobFamiliesPage['rows'][number]
type Options = Pick<JobFamiliesPage, 'families' | 'locale'>

export function columnsOf({ families, locale }: Options): DataColumn<JobFamily>[] {
	return [
		{ id: 'name', header: 'Job family', sort: true, cell: ({ name }) => <LongText>{name}</LongText> },
		{
			id: 'family',
			header: 'Role family',
			sort: true,
			cell: ({ familyName }) =>
				familyName === null ? (
					<span className="text-muted">Not assessed</span>
				) : (
					<LongText>{familyName}</LongText>
				),
		},
		{
			id: 'members',
			header: 'People',
			sort: true,
			firstOrder: 'desc',
			align: 'end',
			cell: ({ members, elsewhere }) => (
				<>
					{formatNumber(members, locale)}
					{elsewhere > 0 && (
						<span className="block text-xs text-muted">
							{formatNumber(elsewhere, locale)} in another family
						</span>
					)}
				</>
			),
		},
		{
			id: 'change',
			header: 'Change',
			headerHidden: true,
			cell: (jobFamily) => <Change key={jobFamily.version} {...{ jobFamily, families, locale }} />,
		},
	]
}

function Change({ jobFamily, families, locale }: Options & { jobFamily: JobFamily }) {
	const { id, name, familyId, version, members, isUsed } = jobFamily
	return (
		<details>
			<summary className="cursor-pointer text-accent">
				Change<span className="sr-only"> {name}</span>
			</summary>
			<Form method="post" className="flex max-w-form flex-col items-start gap-3 py-3">
				<input type="hidden" name="jobFamilyId" value={id} />
				<input type="hidden" name="version" value={version} />
				<SelectField
					id={`family-${id}`}
					name="familyId"
					label={
						<>
							Role family<span className="sr-only"> of {name}</span>
						</>
					}
					controlSize="small"
					defaultValue={familyId ?? ''}
					options={[
						{ value: '', label: 'Not assessed' },
						...families.map((family) => ({ value: family.id, label: family.name })),
					]}
				/>
				{members > 0 && (
					<Checkbox
						id={`moves-${id}`}
						name="movesMembers"
						value="yes"
						label={`Put ${members === 1 ? 'its one person' : `its ${formatNumber(members, locale)} people`} into it now`}
						hint="Else the next import does. A running cycle keeps the family that everybody had when it opened."
					/>
				)}
				<div className="flex flex-wrap gap-2">
					<Button name="intent" value="map" size="small" variant="secondary">
						Save
					</Button>
					{!isUsed && (
						<Button name="intent" value="delete" size="small" variant="quiet">
							Delete<span className="sr-only"> {name}</span>
						</Button>
					)}
				</div>
			</Form>
		</details>
	)
}
