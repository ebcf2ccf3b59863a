import { useMemo } from 'react'
import { Plus } from 'lucide-react'
import { Link } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import type { CycleListItem } from '#app/data/list-cycles.server.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { CyclePhaseBadge } from '#app/ui/cycle-phase-badge.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { formatDate, formatNumber, formatShare } from '#app/ui/format.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { SelectField } from '#app/ui/text-field.tsx'
import type { Route } from './+types/route.ts'
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
	if (opening) {
		return (
			<div className="stack">
				<PageHeader
					title="Cycles"
					description="Each round of check-ins, from its opening to its publication."
				/>
				{opening.participants === 0 ? (
					<NobodyYet slug={params.account} withoutFamily={opening.withoutFamily} locale={locale} />
				) : (
					<EmptyState
						title="No cycle yet"
						action={
							<ButtonLink to={`${root}/new`} variant="primary" icon={Plus}>
								Create the first cycle
							</ButtonLink>
						}
					>
						<p>
							A cycle asks everybody and their manager once a quarter. Create one, look at who takes part,
							then open it. {formatNumber(opening.participants, locale)}{' '}
							{opening.participants === 1 ? 'person' : 'people'} would take part today.
						</p>
					</EmptyState>
				)}
			</div>
		)
	}
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

function NobodyYet({ slug, withoutFamily, locale }: { slug: string; withoutFamily: number; locale: string }) {
	const people = withoutFamily === 1 ? 'person is' : 'people are'
	return (
		<EmptyState
			title={withoutFamily > 0 ? 'Nobody has a role family yet' : 'Nobody is in the roster yet'}
			action={
				<ButtonLink
					to={`/a/${slug}/${withoutFamily > 0 ? 'people' : 'roster-imports/new'}`}
					variant="primary"
				>
					{withoutFamily > 0 ? 'Give people a role family' : 'Import your roster'}
				</ButtonLink>
			}
		>
			{withoutFamily > 0 ? (
				<p>
					{formatNumber(withoutFamily, locale)} {people} in the roster, none with a role family. The family
					decides which questions a check-in asks, so a cycle needs it.
				</p>
			) : (
				<p>
					A cycle asks the people of your roster. Add them first: as a CSV file, or one by one under People.
				</p>
			)}
		</EmptyState>
	)
}

function columnsOf({
	root,
	locale,
	timeZone,
}: {
	root: string
	locale: string
	timeZone: string
}): DataColumn<CycleListItem>[] {
	const day = (value: string) => formatDate(value, locale, timeZone)
	return [
		{
			id: 'name',
			header: 'Cycle',
			sort: true,
			cell: ({ id, name }) => (
				<Link to={`${root}/${id}`} className="link">
					{name}
				</Link>
			),
		},
		{ id: 'phase', header: 'Phase', cell: ({ phase }) => <CyclePhaseBadge phase={phase} /> },
		{
			id: 'starts',
			header: 'Dates',
			sort: true,
			firstOrder: 'desc',
			nowrap: true,
			cell: ({ startsOn, endsOn }) => `${day(startsOn)} – ${day(endsOn)}`,
		},
		{
			id: 'participants',
			header: 'Participants',
			sort: true,
			firstOrder: 'desc',
			align: 'end',
			cell: ({ phase, participants }) => (phase === 'draft' ? '–' : formatNumber(participants, locale)),
		},
		{
			id: 'coverage',
			header: 'Assessed',
			sort: true,
			firstOrder: 'desc',
			align: 'end',
			cell: ({ eligible, assessed }) =>
				eligible === null || assessed === null
					? '–'
					: `${formatNumber(assessed, locale)} of ${formatNumber(eligible, locale)}` +
						(eligible > 0 ? ` · ${formatShare(assessed / eligible, locale)}` : ''),
		},
	]
}
