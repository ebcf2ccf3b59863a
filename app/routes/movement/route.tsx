import { requireAccess } from '#app/auth/require-access.server.ts'
import { exportLinks } from '#app/domain/job/export-format.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { ExportLinks } from '#app/ui/export-links.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { SaveReportLink } from '#app/ui/save-report-link.tsx'
import { SelectField } from '#app/ui/text-field.tsx'
import type { Route } from './+types/route.ts'
import { AllMovements, ShownMovements } from './movements.tsx'
import { readMovementPage } from './read-page.server.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
	return readMovementPage(requireAccess(context, 'heatmap.read'), new URL(request.url))
}

export const handle = { wide: true }

export const meta: Route.MetaFunction = () => [{ title: 'Movement · Contour' }]

export default function MovementReport({ loaderData: page, params }: Route.ComponentProps) {
	const root = `/a/${params.account}/reports`
	if (page.kind === 'nothing') {
		return (
			<div className="stack">
				<PageHeader
					above={<Breadcrumbs items={[{ label: 'Reports', href: root }, { label: 'Movement' }]} />}
					title="Movement"
				/>
				<EmptyState title="Nothing is published yet">
					Once two cycles are published, this shows from which tier to which people moved.
				</EmptyState>
			</div>
		)
	}
	const { asOf, path, cycles, cycle, families, family, csvHref, comparisonName } = page
	return (
		<div className="stack">
			<PageHeader
				above={<Breadcrumbs items={[{ label: 'Reports', href: root }, ...path]} />}
				title="Movement"
				description="From which tier to which people moved since an earlier cycle, by team."
				asOf={asOf}
				actions={
					<>
						<SaveReportLink slug={params.account} kind="movement" />
						<ExportLinks links={exportLinks(csvHref)} />
					</>
				}
			/>
			<FilterForm names={['cycle', 'family', 'since']} label="Choose" submitLabel="Show" clearLabel="Newest">
				<SelectField name="cycle" label="Cycle" controlSize="small" defaultValue={cycle} options={cycles} />
				<SelectField
					name="family"
					label="Role family"
					controlSize="small"
					defaultValue={family}
					options={[{ value: '', label: 'All families' }, ...families]}
				/>
				{page.kind === 'flows' && page.choices.length > 1 && (
					<SelectField
						name="since"
						label="Since"
						controlSize="small"
						defaultValue={page.since}
						options={[
							{ value: '', label: 'The cycle before' },
							...page.choices.map((name) => ({ value: name, label: name })),
						]}
					/>
				)}
			</FilterForm>
			{comparisonName === null ? (
				<EmptyState title="No cycle before">
					This is the first published cycle, so there is nothing that it could have moved from.
				</EmptyState>
			) : page.kind === 'flows' ? (
				<AllMovements page={page} slug={params.account} />
			) : (
				<ShownMovements page={page} slug={params.account} />
			)}
		</div>
	)
}
