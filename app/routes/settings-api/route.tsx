import { redirect } from 'react-router'
import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { listApiTokens } from '#app/data/api/list-api-tokens.server.ts'
import { tokenState } from '#app/domain/api/token-life.ts'
import { newIdempotencyKey, readForm } from '#app/lib/form.server.ts'
import { refuse } from '#app/lib/http.server.ts'
import { AnswerNotice } from '#app/ui/answer-notice.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { changeSearch } from '#app/ui/search.ts'
import type { Route } from './+types/route.ts'
import { create, revoke } from './actions.server.ts'
import { tokenColumns } from './columns.tsx'
import { NewTokenForm } from './new-token-form.tsx'

const pageSize = 50
const searchSchema = z.object({ page: z.coerce.number().int().min(1).max(100_000).catch(1) })

export async function loader({ url, context }: Route.LoaderArgs) {
	const { scope, account } = requireAccess(context, 'account.tokens')
	const { pathname, searchParams } = url
	const { page } = searchSchema.parse(Object.fromEntries(searchParams))
	const { rows, total } = await listApiTokens(scope, { page, pageSize })
	if (rows.length === 0 && page > 1) throw redirect(pathname + changeSearch(searchParams, { page: null }))
	const now = new Date()
	return {
		rows: rows.map(({ revokedAt, ...row }) => ({ ...row, state: tokenState({ ...row, revokedAt }, now) })),
		paging: { page, pageSize, total },
		idempotencyKey: newIdempotencyKey(),
		locale: account.locale,
		timeZone: account.timeZone,
	}
}

export async function action({ request, context }: Route.ActionArgs) {
	const session = requireAccess(context, 'account.tokens')
	const form = await readForm(request)
	const intent = form.get('intent')
	if (intent === 'create') return create(session, form)
	if (intent === 'revoke') return revoke(session, form)
	throw refuse('invalid')
}

export const meta: Route.MetaFunction = () => [{ title: 'API · Contour' }]

export default function ApiTokens({ loaderData, actionData }: Route.ComponentProps) {
	const { rows, paging, idempotencyKey, locale, timeZone } = loaderData
	const token = actionData?.token
	return (
		<>
			<p className="max-w-prose text-sm text-muted">
				Programs read this account, and bring metrics into it, with a token of their own.{' '}
				<a className="link" href="/api/v1">
					What they can ask
				</a>
			</p>
			{token && (
				<AnswerNotice tone="success" title={`The token for ${token.name} is made`}>
					<p>It is shown this once and stored nowhere. Copy it to where the program keeps its secrets:</p>
					<p className="mt-2 font-mono break-all select-all">{token.secret}</p>
				</AnswerNotice>
			)}
			{actionData?.message && (
				<AnswerNotice tone="error" title="No token was made">
					{actionData.message}
				</AnswerNotice>
			)}
			<DataTable
				caption="Tokens of the API"
				columns={tokenColumns({ locale, timeZone })}
				rows={rows}
				rowId={({ id }) => id}
				locale={locale}
				paging={paging}
				noun={{ one: 'token', other: 'tokens' }}
				empty={
					<EmptyState title="No tokens">
						Make one below for each program, so that each can be revoked alone.
					</EmptyState>
				}
			/>
			<NewTokenForm
				key={token ? idempotencyKey : 'new'}
				idempotencyKey={idempotencyKey}
				result={actionData?.result ?? undefined}
			/>
		</>
	)
}
