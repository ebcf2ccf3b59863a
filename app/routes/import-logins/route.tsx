import { useMemo } from 'react'
import { Form, Link, redirect } from 'react-router'
import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import type { MemberLogin } from '#app/data/imports/list-member-logins.server.ts'
import { listMemberLogins } from '#app/data/imports/list-member-logins.server.ts'
import { saveMemberLogins } from '#app/data/imports/save-member-logins.server.ts'
import { readForm } from '#app/lib/form.server.ts'
import { refuse } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { LongText } from '#app/ui/long-text.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { changeSearch } from '#app/ui/search.ts'
import type { Route } from './+types/route.ts'

const pageSize = 50

const searchSchema = z.object({
	sort: z.enum(['login', 'name']).catch('login'),
	order: z.enum(['asc', 'desc']).catch('asc'),
	page: z.coerce.number().int().min(1).max(100_000).catch(1),
})

export async function loader({ request, context }: Route.LoaderArgs) {
	const { scope, account } = requireAccess(context, 'metrics.import')
	const { searchParams } = new URL(request.url)
	const { sort, order, page } = searchSchema.parse(Object.fromEntries(searchParams))
	const { rows, total } = await listMemberLogins(scope, { sort, order, page, pageSize })
	if (rows.length === 0 && page > 1)
		throw redirect(`/a/${account.slug}/imports/logins${changeSearch(searchParams, { page: null })}`)
	return { rows, sort: { sort, order }, paging: { page, pageSize, total }, locale: account.locale }
}

const formSchema = z.object({
	login: z
		.string()
		.min(1)
		.max(200)
		.refine((text) => !text.includes('\0')),
})

export async function action({ request, context }: Route.ActionArgs) {
	const { scope, account } = requireAccess(context, 'metrics.import')
	const form = formSchema.safeParse(Object.fromEntries(await readForm(request)))
	if (!form.success) throw refuse('invalid')
	const { login } = form.data
	await saveMemberLogins(scope, { importId: null, logins: [{ login, memberId: null }] })
	return redirectWithNotice(
		`/a/${account.slug}/imports/logins`,
		`${login} is forgotten. The next report with it asks again; values that came with it stay.`,
	)
}

export const meta: Route.MetaFunction = () => [{ title: 'Matched logins · Contour' }]

export default function ImportLogins({ loaderData, params }: Route.ComponentProps) {
	const { rows, sort, paging, locale } = loaderData
	const root = `/a/${params.account}`
	const columns = useMemo(() => columnsOf(root), [root])
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs items={[{ label: 'Imports', href: `${root}/imports` }, { label: 'Matched logins' }]} />
				}
				title="Matched logins"
				description="Whose the GitHub logins are that reports of assistants name. Forget one that was matched to the wrong person, and the next report asks again."
			/>
			<DataTable
				caption="Matched logins"
				columns={columns}
				rows={rows}
				rowId={({ login }) => login}
				locale={locale}
				sort={sort}
				paging={paging}
				noun={{ one: 'login', other: 'logins' }}
				empty={
					<EmptyState title="No login is matched yet">
						<p>The dry run of a report of each user asks whose its logins are.</p>
					</EmptyState>
				}
			/>
		</div>
	)
}

function columnsOf(root: string): DataColumn<MemberLogin>[] {
	return [
		{ id: 'login', header: 'Login', sort: true, cell: ({ login }) => <LongText>{login}</LongText> },
		{
			id: 'name',
			header: 'Person',
			sort: true,
			cell: ({ memberId, name }) => (
				<Link to={`${root}/people/${memberId}`} className="link">
					<LongText>{name}</LongText>
				</Link>
			),
		},
		{ id: 'email', header: 'E-mail', cell: ({ email }) => email && <LongText>{email}</LongText> },
		{
			id: 'forget',
			header: 'Forget',
			headerHidden: true,
			cell: ({ login }) => (
				<Form method="post">
					<input type="hidden" name="login" value={login} />
					<Button variant="quiet" size="small" aria-label={`Forget ${login}`}>
						Forget
					</Button>
				</Form>
			),
		},
	]
}
