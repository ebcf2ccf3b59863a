import { useMemo } from 'react'
import { Plus } from 'lucide-react'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { SelectField } from '#app/ui/text-field.tsx'
import type { Route } from './+types/route.ts'
import { columnsOf } from './columns.tsx'
import { NoCycles } from './no-cycles.tsx'
import { readCycles } from './read-page.server.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
	return readCycles(requireAccess(context, 'cycles.run'), new URL(request.url))
}

export const meta: Route.MetaFunction = () => [{ title: 'Cycles · Contour' }]

const phaseOptions = [
	{ value: '', label: 'All' },
	{ value: 'draft', label: 'Draft' },
	{ value: 'running', label: 'Running' },
	{ value: 'published', label: 'Published' },
]

export default function Cycles({ loaderData, params }: Route.ComponentProps) {
	const { cycles, locale, timeZone, sort, paging, phase, opening } = loaderData
	const root = `/a/${params.account}/cycles`
	const columns = useMemo(() => columnsOf({ root, locale, timeZone }), [root, locale, timeZone])
	if (opening) return <NoCycles slug={params.account} opening={opening} locale={locale} />
	return (
		<div className="stack">
			<PageHeader
				title="Cycles"
				description="Each round of check-ins, from its opening to its publication."
				actions={
					<ButtonLink to={`${root}/new`} variant="primary" icon={Plus}>
						New cycle
					</ButtonLink>
				}
			/>
			<DataTable
				caption="Cycles"
				columns={columns}
				rows={cycles}
				rowId={({ id }) => id}
				locale={locale}
				sort={sort}
				paging={paging}
				noun={{ one: 'cycle', other: 'cycles' }}
				filter={
					<FilterForm names={['phase']} label="Filter cycles">
						<SelectField
							name="phase"
							label="Phase"
							controlSize="small"
							defaultValue={phase}
							options={phaseOptions}
						/>
					</FilterForm>
				}
				empty={<EmptyState title="No cycle in this phase">Clear the filter to see all of them.</EmptyState>}
			/>
		</div>
	)
}
