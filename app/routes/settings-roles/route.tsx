import { Download } from 'lucide-react'
import { redirect, useLocation } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { listMemberships } from '#app/data/list-memberships.server.ts'
import { parseMembershipSearch } from '#app/data/parse-membership-search.server.ts'
import { roles } from '#app/domain/access/policy.ts'
import { roleWords } from '#app/domain/access/role-words.ts'
import { readForm } from '#app/lib/form.server.ts'
import { refuse } from '#app/lib/http.server.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { changeSearch } from '#app/ui/search.ts'
import { SelectField, TextField } from '#app/ui/text-field.tsx'
import type { Route } from './+types/route.ts'
import { removePerson, saveRoles } from './actions.server.ts'
import { membershipColumns } from './columns.tsx'
import { RolesForm } from './roles-form.tsx'

const pageSize = 50

export async function loader({ url, context }: Route.LoaderArgs) {
	const { scope, account } = requireAccess(context, 'account.roles')
	const { pathname, searchParams } = url
	const { edit, ...list } = parseMembershipSearch(searchParams)
	const { rows, total } = await listMemberships(scope, { ...list, pageSize })
	if (rows.length === 0 && list.page > 1)
		throw redirect(pathname + changeSearch(searchParams, { page: null }))
	return {
		...list,
		rows: rows.map(({ userId, ...row }) => ({ ...row, isYou: userId === scope.userId })),
		total,
		edit: edit ?? null,
		locale: account.locale,
		timeZone: account.timeZone,
	}
}

export async function action({ request, context }: Route.ActionArgs) {
	const session = requireAccess(context, 'account.roles')
	const form = await readForm(request)
	const intent = form.get('intent')
	if (intent === 'save') return saveRoles({ form, request, session })
	if (intent === 'remove') return removePerson({ form, request, session })
	throw refuse('invalid')
}

export const meta: Route.MetaFunction = () => [{ title: 'Roles · Contour' }]

export default function Roles({ loaderData, actionData }: Route.ComponentProps) {
	const location = useLocation()
	const { rows, total, page, sort, order, search, role, edit, locale, timeZone } = loaderData
	const edited = rows.find(({ id }) => id === (actionData?.membershipId ?? edit))
	return (
		<>
			{edited && <RolesForm key={edited.id} membership={edited} refused={actionData} />}
			<DataTable
				caption="People who can sign in, with their roles"
				columns={membershipColumns({ locale, timeZone })}
				rows={rows}
				rowId={({ id }) => id}
				locale={locale}
				sort={{ sort, order }}
				paging={{ page, pageSize, total }}
				noun={{ one: 'person', other: 'people' }}
				filter={
					<FilterForm
						names={['search', 'role']}
						label="Filter people"
						actions={
							<ButtonLink
								to={`${location.pathname}.csv${location.search}`}
								size="small"
								icon={Download}
								reloadDocument
							>
								CSV
							</ButtonLink>
						}
					>
						<TextField
							name="search"
							label="Name or e-mail"
							type="search"
							controlSize="small"
							defaultValue={search}
						/>
						<SelectField
							name="role"
							label="Role"
							controlSize="small"
							defaultValue={role ?? ''}
							options={[
								{ value: '', label: 'Any' },
								...roles.map((value) => ({ value, label: roleWords[value].name })),
							]}
						/>
					</FilterForm>
				}
				empty={<EmptyState title="Nobody matches">Change or clear the filter to see more people.</EmptyState>}
			/>
		</>
	)
}
