import { Form } from 'react-router'
import type { CycleParticipant } from '#app/data/cycle-participants-sql.server.ts'
import { countAssessed, countEligible, countUnassessed } from '#app/domain/cycle/participant-standing.ts'
import { reasonNames } from '#app/domain/cycle/phase-words.ts'
import { peopleText } from '#app/lib/people-text.ts'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { OpenAssessments } from './open-assessments.tsx'
import { OpenGroups } from './open-groups.tsx'
import { personColumns } from './people-table.tsx'
import type { PageOf } from './read-page.server.ts'

const columns: DataColumn<CycleParticipant>[] = [
	...personColumns,
	{
		id: 'standing',
		header: 'Why',
		sort: true,
		cell: ({ standing }) => reasonNames[standing] ?? '–',
	},
]

/** What publishing means, in words and figures, with everybody who would be not assessed; and the button. */
export function PublishView({ page }: { page: PageOf<'publish'> }) {
	const { cycle, total, participants, locale, sort, paging, idempotencyKey } = page
	const number = (value: number) => formatNumber(value, locale)
	const eligible = countEligible(total)
	const unassessed = countUnassessed(total)
	const isEmpty = countAssessed(total) === 0
	return (
		<>
			{isEmpty && (
				<Notice tone="warning" title="Nobody is assessed yet">
					The heatmap of {cycle.name} would be empty, and would stay so. Wait until managers have agreed
					outcomes with their people, unless you want to close this cycle without a result.
				</Notice>
			)}
			<OpenGroups page={page} />
			<OpenAssessments page={page} />
			<Panel
				title="What will be published"
				footer={
					<>
						<Form method="post">
							<input type="hidden" name="intent" value="publish" />
							<input type="hidden" name="idempotencyKey" value={idempotencyKey} />
							<Button variant={isEmpty ? 'danger' : 'primary'}>
								Publish {cycle.name}
								{isEmpty && ' without a result'}
							</Button>
						</Form>
						<ButtonLink to="?view=teams" variant="quiet">
							Not yet
						</ButtonLink>
					</>
				}
			>
				<div className="flex max-w-prose flex-col gap-3">
					<p>
						<strong>
							{number(countAssessed(total))} of {peopleText(eligible, locale)}
						</strong>{' '}
						will be assessed: {number(total.agreed)} agreed by both, {number(total['single-rater'])} by one
						rater because the other can’t answer.
					</p>
					<p>
						{unassessed === 0
							? 'Nobody will be ‘not assessed’.'
							: `${peopleText(unassessed, locale)} will be ‘not assessed’; they are listed below.`}{' '}
						{number(total.exempt)} exempt and {number(total.left)} who left are not counted as eligible.
					</p>
					<p className="text-sm text-muted">
						Publishing ends this cycle for everybody and can’t be undone: no more answers, and no later change
						of the roster changes its figures. Executives, managers and members then see its heatmap, each
						what they may see.
					</p>
				</div>
			</Panel>
			<section aria-labelledby="unassessed" className="flex flex-col gap-3">
				<h2 id="unassessed">Will be ‘not assessed’</h2>
				<DataTable
					caption="Who will be not assessed"
					columns={columns}
					rows={participants}
					rowId={({ id }) => id}
					locale={locale}
					sort={sort}
					paging={paging}
					noun={{ one: 'person', other: 'people' }}
					empty={<EmptyState title="Nobody">Everybody who is eligible has a result.</EmptyState>}
				/>
			</section>
		</>
	)
}
