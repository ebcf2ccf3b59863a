import { useMemo } from 'react'
import { FileUp, Plus, TrendingUp } from 'lucide-react'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { readForm } from '#app/lib/form.server.ts'
import { AnswerNotice } from '#app/ui/answer-notice.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { freshAfterRefusal } from '#app/ui/fresh-after-refusal.ts'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { Route } from './+types/route.ts'
import { actOnAssignment } from './act.server.ts'
import { columnsOf } from './columns.tsx'
import { Filter } from './filter.tsx'
import { readAssignmentsPage } from './read-page.server.ts'

export async function loader({ url, context }: Route.LoaderArgs) {
	return readAssignmentsPage(requireAccess(context, 'training-assignments.read'), url)
}

export async function action({ request, context }: Route.ActionArgs) {
	return actOnAssignment(requireAccess(context, 'training-assignments.change'), await readForm(request))
}

export const shouldRevalidate = freshAfterRefusal

export const handle = { wide: true }

export const meta: Route.MetaFunction = () => [{ title: 'Training assignments · Contour' }]

const descriptions = {
	everybody: 'Who is to take which training, until when, and how far it is.',
	reports: 'The training of your reports, and your own.',
	own: 'The training that is planned for you.',
}

export default function TrainingAssignments({ loaderData: page, actionData }: Route.ComponentProps) {
	const { rows, paging, sort, locale, overdue, root, account, here, timeZone, isOfMany } = page
	const columns = useMemo(
		() => columnsOf({ root, account, here, locale, timeZone, isOfMany }),
		[root, account, here, locale, timeZone, isOfMany],
	)
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							{ label: 'Training needs', href: `${account}/reports/training-needs` },
							{ label: 'Assignments' },
						]}
					/>
				}
				title="Training assignments"
				description={descriptions[page.of]}
				actions={
					page.gives && (
						<>
							{page.seesOutcomes && (
								<ButtonLink to={`${account}/reports/training-outcomes`} icon={TrendingUp}>
									What came of it
								</ButtonLink>
							)}
							{page.imports && (
								<ButtonLink to={`${root}/imports/new`} icon={FileUp}>
									Import completions
								</ButtonLink>
							)}
							<ButtonLink to={`${root}/new`} variant="primary" icon={Plus}>
								Assign training
							</ButtonLink>
						</>
					)
				}
			/>
			{actionData && (
				<AnswerNotice tone="warning" title="Changed by somebody else in the meantime">
					Nothing of yours is saved. “{actionData.topicTitle}” is now: {actionData.now}.
				</AnswerNotice>
			)}
			<DataTable
				caption="Training assignments"
				columns={columns}
				rows={rows}
				rowId={({ id }) => id}
				locale={locale}
				sort={sort}
				paging={paging}
				noun={{ one: 'assignment', other: 'assignments' }}
				filter={
					<>
						<Filter page={page} />
						{overdue > 0 && (
							<p className="text-sm text-muted">{formatNumber(overdue, locale)} of these overdue.</p>
						)}
					</>
				}
				empty={
					<EmptyState title="No assignment matches">
						{page.gives
							? 'Assign a topic to people, or everybody who lacks a step from the training needs.'
							: 'When training is planned for you, it is listed here. Choose “All” to see what is finished.'}
					</EmptyState>
				}
			/>
		</div>
	)
}
