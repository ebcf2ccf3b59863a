import { requireAccess } from '#app/auth/require-access.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { FigureTable } from '#app/ui/figure-table.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Provenance } from '#app/ui/provenance.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { SelectField } from '#app/ui/text-field.tsx'
import type { Route } from './+types/route.ts'
import { readFigures } from './read-figures.server.ts'

export async function loader({ context, request }: Route.LoaderArgs) {
	return readFigures(requireAccess(context, 'frameworks.read'), new URL(request.url).searchParams)
}

export const meta: Route.MetaFunction = () => [{ title: 'Figures and sources · Contour' }]

export default function Figures({ loaderData: page }: Route.ComponentProps) {
	const { slug, locale, figures, search, families } = page
	const root = `/a/${slug}/frameworks`
	const map = `${root}/skill-progression-map`
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							{ label: 'Frameworks', href: root },
							{ label: page.mapTitle, href: map },
							{ label: 'Figures and sources' },
						]}
					/>
				}
				title="Figures and sources"
				description="Every figure that the map gives, as its source gives it: of whom, and whom it cites for it. None of them enters a check-in or a heatmap."
				below={
					<Tabs
						label="Parts of the framework"
						items={[
							{ label: 'The map', href: map },
							{ label: 'Figures and sources', href: `${map}/figures`, current: true },
						]}
					/>
				}
			/>
			<FigureTable
				caption="Figures of the skill progression map with their sources"
				rows={figures}
				locale={locale}
				sort={search}
				filter={
					<FilterForm names={['family']}>
						<SelectField
							label="Where it stands"
							name="family"
							controlSize="small"
							defaultValue={search.family}
							options={[
								{ value: '', label: 'Everywhere' },
								...families.map(({ key, name }) => ({ value: key, label: name })),
								{ value: 'all', label: 'Said of all families' },
							]}
						/>
					</FilterForm>
				}
			/>
			<Provenance
				source="Every figure, its bound (“about”, “under”, “up to”), of whom it speaks and its citation. Where a column says “not named” or “none given”, the source says no more."
				contour="The wording, and the order in one table. Contour has not checked the studies themselves."
			/>
		</div>
	)
}
