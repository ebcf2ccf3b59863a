import { useMemo } from 'react'
import { Link } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Provenance } from '#app/ui/provenance.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import { SelectField } from '#app/ui/text-field.tsx'
import type { Route } from './+types/route.ts'
import type { FigureRow } from './read-figures.server.ts'
import { readFigures } from './read-figures.server.ts'

export async function loader({ context, request }: Route.LoaderArgs) {
	return readFigures(requireAccess(context, 'frameworks.read'), new URL(request.url).searchParams)
}

export const meta: Route.MetaFunction = () => [{ title: 'Figures and sources · Contour' }]

const notNamed = <span className="text-muted">Not named</span>

function columnsFor(map: string, locale: string): DataColumn<FigureRow>[] {
	return [
		{
			id: 'what',
			header: 'What',
			sort: true,
			cell: ({ what }) => <span className="inline-block first-letter:uppercase">{what}</span>,
		},
		{
			id: 'value',
			header: 'Value',
			align: 'end',
			nowrap: true,
			cell: ({ value }) => <span className="font-semibold">{value}</span>,
		},
		{
			id: 'population',
			header: 'Of whom or what',
			sort: true,
			cell: ({ population }) =>
				population ? <span className="inline-block first-letter:uppercase">{population}</span> : notNamed,
		},
		{
			id: 'citation',
			header: 'Citation',
			sort: true,
			cell: ({ citation }) => citation ?? <span className="text-muted">None given</span>,
		},
		{
			id: 'where',
			header: 'Where',
			sort: true,
			cell: ({ family, familyName, level, readable }) => {
				if (family === null) return 'All families'
				const text = `${familyName}${level === null ? '' : `, level ${formatNumber(level, locale)}`}`
				return readable ? (
					<Link to={`${map}/${family}${level === null ? '' : `#level-${level}`}`} className="link">
						{text}
					</Link>
				) : (
					text
				)
			},
		},
	]
}

export default function Figures({ loaderData: page }: Route.ComponentProps) {
	const { slug, locale, figures, search, families } = page
	const root = `/a/${slug}/frameworks`
	const map = `${root}/skill-progression-map`
	const columns = useMemo(() => columnsFor(map, locale), [map, locale])
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
			<DataTable
				caption="Figures of the skill progression map with their sources"
				columns={columns}
				rows={figures}
				rowId={({ key }) => key}
				locale={locale}
				sort={search}
				noun={{ one: 'figure', other: 'figures' }}
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
				empty={
					<EmptyState title="No figures here">
						The map gives no figure for this choice. Clear the filter to see all of them.
					</EmptyState>
				}
			/>
			<Provenance
				source="Every figure, its bound (“about”, “under”, “up to”), of whom it speaks and its citation. Where a column says “not named” or “none given”, the source says no more."
				contour="The wording, and the order in one table. Contour has not checked the studies themselves."
			/>
		</div>
	)
}
