import { Form } from 'react-router'
import type { PossibleJoiner } from '#app/data/list-late-joiners.server.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import type { PageOf } from './read-page.server.ts'

const hindranceTexts = {
	'no-family': 'No role family that is asked',
	'starts-later': 'Starts after the cycle ends',
} as const

const columns: DataColumn<PossibleJoiner>[] = [
	{ id: 'name', header: 'Person', cell: ({ name }) => <bdi>{name}</bdi> },
	{
		id: 'team',
		header: 'Team',
		cell: ({ teamName }) => (teamName === null ? '–' : <bdi>{teamName}</bdi>),
	},
	{
		id: 'family',
		header: 'Role family',
		cell: ({ familyName, inScope, hindrance }) => (
			<span className="flex flex-col items-start gap-1">
				{familyName ?? '–'}
				{!inScope && hindrance === null && <Badge tone="outline">Outside of whom it asks</Badge>}
			</span>
		),
	},
	{
		id: 'add',
		header: 'Add',
		headerHidden: true,
		cell: ({ memberId, name, hindrance }) =>
			hindrance === null ? (
				<Form method="post" preventScrollReset>
					<input type="hidden" name="intent" value="add" />
					<input type="hidden" name="memberId" value={memberId} />
					<Button variant="secondary" size="small">
						Add<span className="sr-only">: {name}</span>
					</Button>
				</Form>
			) : (
				<span className="text-sm text-muted">{hindranceTexts[hindrance]}</span>
			),
	},
]

/** Who of the roster is not in the cycle, each with the button that adds them. */
export function AddView({ page }: { page: PageOf<'add'> }) {
	const { joiners, locale, filter, paging } = page
	return (
		<section aria-labelledby="late-joiners" className="flex flex-col gap-3">
			<div className="flex flex-wrap items-end justify-between gap-3">
				<div>
					<h2 id="late-joiners">Add somebody late</h2>
					<p className="max-w-prose text-sm text-pretty text-muted">
						People of the roster who are not in this cycle. Whoever is added is frozen with team, manager and
						role family as they are now.
					</p>
				</div>
				<ButtonLink to="?view=people" size="small">
					Back to the people
				</ButtonLink>
			</div>
			<DataTable
				caption="People who are not in this cycle"
				columns={columns}
				rows={joiners}
				rowId={({ memberId }) => memberId}
				locale={locale}
				paging={paging}
				noun={{ one: 'person', other: 'people' }}
				filter={
					<FilterForm names={['search']} label="Filter people">
						<TextField
							name="search"
							type="search"
							label="Name or e-mail"
							controlSize="small"
							defaultValue={filter.search}
							maxLength={200}
						/>
					</FilterForm>
				}
				empty={
					filter.search === '' ? (
						<EmptyState title="Everybody takes part">Nobody of the roster is left to add.</EmptyState>
					) : (
						<EmptyState title="Nobody matches">
							They may take part already, have left, or not be in the roster. Clear the filter to see whom you
							can add.
						</EmptyState>
					)
				}
			/>
		</section>
	)
}
