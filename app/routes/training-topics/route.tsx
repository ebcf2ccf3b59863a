import { useMemo } from 'react'
import { FileUp, Plus } from 'lucide-react'
import { Form } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { addStarterCatalogue } from '#app/data/training-topics/add-starter-catalogue.server.ts'
import { readForm } from '#app/lib/form.server.ts'
import { refuse } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { starterTopics } from '#seed/training/topics.ts'
import type { Route } from './+types/route.ts'
import { columnsOf } from './columns.tsx'
import { Filter } from './filter.tsx'
import { readTopicsPage } from './read-page.server.ts'

export async function loader({ url, context }: Route.LoaderArgs) {
	return readTopicsPage(requireAccess(context, 'training-topics.read'), url)
}

/** Adds the starter catalogue. */
export async function action({ request, context }: Route.ActionArgs) {
	const { scope, account } = requireAccess(context, 'training-topics.edit')
	if ((await readForm(request)).get('intent') !== 'starter') throw refuse('invalid')
	const { added } = await addStarterCatalogue(scope, { topics: starterTopics })
	return redirectWithNotice(
		`/a/${account.slug}/training-topics`,
		added > 0
			? `${added} topics are added. Change or archive what does not fit.`
			: 'The starter catalogue is here already, so nothing was added.',
	)
}

export const meta: Route.MetaFunction = () => [{ title: 'Training topics · Contour' }]

export default function TrainingTopics({ loaderData: page }: Route.ComponentProps) {
	const { rows, paging, sort, locale, root, needsHref, mayEdit, leads, starter } = page
	const columns = useMemo(() => columnsOf(root, locale), [root, locale])
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs items={[{ label: 'Training needs', href: needsHref }, { label: 'Training topics' }]} />
				}
				title="Training topics"
				description={
					mayEdit
						? 'The catalogue: what serves which step, how long it takes and what it costs.'
						: `What ${leads ? 'you and the people who report to you' : 'you'} can take to get to the next step.`
				}
				actions={
					mayEdit && (
						<>
							<ButtonLink to={`${root}/imports/new`} icon={FileUp}>
								Import a file
							</ButtonLink>
							<ButtonLink to={`${root}/new`} variant="primary" icon={Plus}>
								Add a topic
							</ButtonLink>
						</>
					)
				}
			/>
			{starter !== null && (
				<Notice
					title="Begin with the starter catalogue?"
					actions={
						<Form method="post">
							<Button name="intent" value="starter" size="small" variant="secondary">
								Add the starter catalogue
							</Button>
						</Form>
					}
				>
					{starter} topics that together serve every step of the built-in map. They are Contour’s proposal:
					nobody’s courses, without providers and prices. Change, archive or add to them as you like.
				</Notice>
			)}
			<DataTable
				caption="Training topics"
				columns={columns}
				rows={rows}
				rowId={({ id }) => id}
				locale={locale}
				sort={sort}
				paging={paging}
				noun={{ one: 'topic', other: 'topics' }}
				filter={<Filter page={page} />}
				empty={
					<EmptyState title="No topic matches" headingLevel={2}>
						<p>Change the filter, or clear it to see all of them.</p>
					</EmptyState>
				}
			/>
		</div>
	)
}
