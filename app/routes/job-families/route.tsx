import { useMemo } from 'react'
import { data } from 'react-router'
import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { jobFamilySorts, listJobFamilies } from '#app/data/list-job-families.server.ts'
import { listRoleFamilies } from '#app/data/list-role-families.server.ts'
import { newIdempotencyKey, readForm } from '#app/lib/form.server.ts'
import { refuse } from '#app/lib/http.server.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { AnswerNotice } from '#app/ui/answer-notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { PeopleTabs } from '#app/ui/people-tabs.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import type { Route } from './+types/route.ts'
import { add, map, remove } from './actions.server.ts'
import { AddForm } from './add-form.tsx'
import { columnsOf } from './columns.tsx'

const pageSize = 50

const searchSchema = z.object({
	q: z.string().trim().max(200).catch(''),
	sort: z.enum(jobFamilySorts).catch('name'),
	order: z.enum(['asc', 'desc']).catch('asc'),
	page: z.coerce.number().int().min(1).max(100_000).catch(1),
})

export async function loader({ request, context }: Route.LoaderArgs) {
	const { scope, account } = requireAccess(context, 'people.manage')
	const { q, ...search } = searchSchema.parse(Object.fromEntries(new URL(request.url).searchParams))
	const { rows, total } = await listJobFamilies(scope, {
		...search,
		search: q.replaceAll('\0', ''),
		pageSize,
	})
	const families = await listRoleFamilies(scope)
	return {
		rows,
		families: families.map(({ id, name }) => ({ id, name })),
		sort: { sort: search.sort, order: search.order },
		paging: { page: search.page, pageSize, total },
		q,
		idempotencyKey: newIdempotencyKey(),
		locale: account.locale,
	}
}

const actions = { add, map, delete: remove }

export async function action({ request, context }: Route.ActionArgs) {
	const session = requireAccess(context, 'people.manage')
	const form = await readForm(request)
	const intent = form.get('intent')
	if (typeof intent !== 'string' || !Object.hasOwn(actions, intent)) throw refuse('invalid')
	const here = `/a/${session.account.slug}/job-families${new URL(request.url).search}`
	const answer = await actions[intent as keyof typeof actions](session, form, here)
	if (answer instanceof Response) return answer
	const { status, ...refused } = answer
	return data(refused, { status })
}

export const meta: Route.MetaFunction = () => [{ title: 'Job families · Contour' }]

export default function JobFamilies({ loaderData, actionData, params }: Route.ComponentProps) {
	const { rows, families, sort, paging, q, idempotencyKey, locale } = loaderData
	const columns = useMemo(() => columnsOf({ families, locale }), [families, locale])
	const isNarrowed = q !== '' || paging.page > 1
	return (
		<div className="stack">
			<PageHeader
				title="Job families"
				description="What your HR system calls people’s work, and the role family that each belongs to. A roster import begins with these, and keeps here what it decides."
				below={<PeopleTabs slug={params.account} current="job-families" />}
			/>
			{actionData?.message && (
				<AnswerNotice tone="error" title="Not saved">
					{actionData.message}
				</AnswerNotice>
			)}
			<DataTable
				caption="Job families"
				columns={columns}
				rows={rows}
				rowId={({ id }) => id}
				locale={locale}
				sort={sort}
				paging={paging}
				noun={{ one: 'job family', other: 'job families' }}
				filter={
					(rows.length > 0 || isNarrowed) && (
						<FilterForm names={['q']}>
							<TextField name="q" label="Name" controlSize="small" defaultValue={q} />
						</FilterForm>
					)
				}
				empty={
					isNarrowed ? (
						<EmptyState title="Nothing here">
							No job family matches. Clear the filter to see all of them.
						</EmptyState>
					) : (
						<EmptyState title="No job families yet">
							They come with the column for the department of a roster import, or are added below.
						</EmptyState>
					)
				}
			/>
			<AddForm
				key={paging.total}
				families={families}
				idempotencyKey={idempotencyKey}
				result={actionData?.result ?? undefined}
			/>
		</div>
	)
}

export type JobFamiliesPage = Route.ComponentProps['loaderData']
