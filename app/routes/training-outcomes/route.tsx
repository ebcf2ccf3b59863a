import { useMemo } from 'react'
import { useLocation } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { exportLinks } from '#app/domain/job/export-format.ts'
import { noProof } from '#app/domain/training-assignment/outcome-words.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { ExportLinks } from '#app/ui/export-links.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { formatDate, formatNumber } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { SaveReportLink } from '#app/ui/save-report-link.tsx'
import { SelectField } from '#app/ui/text-field.tsx'
import type { Route } from './+types/route.ts'
import { columnsOf } from './columns.tsx'
import type { OutcomesPage } from './read-page.server.ts'
import { readOutcomesPage } from './read-page.server.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
	return readOutcomesPage(requireAccess(context, 'training-outcomes.read'), new URL(request.url))
}

export const handle = { wide: true }

export const meta: Route.MetaFunction = () => [{ title: 'What came of training · Contour' }]

export default function TrainingOutcomes({ loaderData: page }: Route.ComponentProps) {
	const { account } = page
	const { search } = useLocation()
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							{ label: 'Training assignments', href: `${account}/training-assignments` },
							{ label: 'What came of it' },
						]}
					/>
				}
				title="What came of training"
				description="Who moved on a step after training for it, beside those who lacked the same step and had none."
				asOf={page.kind === 'outcomes' ? `${page.before} to ${page.after}` : undefined}
				actions={
					page.kind === 'outcomes' && (
						<>
							<SaveReportLink slug={page.slug} kind="training-outcomes" />
							<ExportLinks links={exportLinks(`${account}/reports/training-outcomes.csv${search}`)} />
						</>
					)
				}
			/>
			{page.kind === 'nothing' ? (
				<EmptyState title="There is nothing to compare yet">
					{page.only === null
						? 'It takes two published cycles, and training that was finished between them.'
						: `No cycle was published before ${page.only}. It takes two, and training that was finished between them.`}
				</EmptyState>
			) : (
				<Outcomes page={page} />
			)}
		</div>
	)
}

function Outcomes({ page }: { page: OutcomesPage }) {
	const { account, locale, timeZone, rows, before, after, k, tooFew, cycles } = page
	const columns = useMemo(() => columnsOf(account, locale), [account, locale])
	const day = (value: string) => formatDate(value, locale, timeZone)
	const number = (value: number) => formatNumber(value, locale)
	return (
		<>
			<Notice title={noProof.title}>{noProof.text}</Notice>
			{!page.isSameMap && (
				<Notice title="The two cycles were asked by different versions of the map">
					Between versions only tiers can be compared, so that steps of single questions are left out.
				</Notice>
			)}
			<DataTable
				caption="What came of training"
				columns={columns}
				rows={rows}
				rowId={({ questionKey, fromHalfSteps, topicId }) => `${questionKey} ${fromHalfSteps} ${topicId}`}
				locale={locale}
				noun={{ one: 'comparison', other: 'comparisons' }}
				filter={
					<FilterForm names={['cycle']} label="Choose a cycle" submitLabel="Show" clearLabel="Newest">
						<SelectField
							{...{ name: 'cycle', label: 'Moved by', controlSize: 'small', defaultValue: after }}
							options={cycles}
						/>
					</FilterForm>
				}
				empty={
					<EmptyState title="Too few people to say anything">
						A step is compared where at least {number(k)} people finished training for it between the two
						cycles, and at least {number(k)} had none.
					</EmptyState>
				}
			/>
			<div className="flex max-w-prose flex-col gap-2 text-sm text-muted">
				<p>
					Counted are people whose next step it was by the published results of {before}, against the targets
					that were frozen with it, and who have a result in {after}. With training: finished from{' '}
					{day(page.from)} until the day before {after} opened, {day(page.until)}. Without: nothing for this
					step was given to them. Who was given some and did not finish it in time is in neither group.
					Intervals are of 95%.
				</p>
				{tooFew > 0 && (
					<p>
						Of {number(tooFew)} more {tooFew === 1 ? 'step' : 'steps'} with training nothing is said: either
						group has fewer than {number(k)} people.
					</p>
				)}
			</div>
		</>
	)
}
