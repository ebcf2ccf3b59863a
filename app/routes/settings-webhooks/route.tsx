import { Link, redirect } from 'react-router'
import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { listWebhooks } from '#app/data/webhooks/list-webhooks.server.ts'
import { openSecretBox } from '#app/jobs/webhooks/secret-box.server.ts'
import { newIdempotencyKey, readForm } from '#app/lib/form.server.ts'
import { refuse } from '#app/lib/http.server.ts'
import { AnswerNotice } from '#app/ui/answer-notice.tsx'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { changeSearch } from '#app/ui/search.ts'
import type { Route } from './+types/route.ts'
import { create } from './actions.server.ts'
import { webhookColumns } from './columns.tsx'
import { NewWebhookForm } from './new-webhook-form.tsx'

const pageSize = 50
const searchSchema = z.object({ page: z.coerce.number().int().min(1).max(100_000).catch(1) })

export async function loader({ url, context }: Route.LoaderArgs) {
	const { scope, account } = requireAccess(context, 'account.webhooks')
	const { pathname, searchParams } = url
	const { page } = searchSchema.parse(Object.fromEntries(searchParams))
	const { rows, total } = await listWebhooks(scope, { page, pageSize })
	if (rows.length === 0 && page > 1) throw redirect(pathname + changeSearch(searchParams, { page: null }))
	const box = await openSecretBox()
	return {
		rows: rows.map(({ keyName, ...row }) => ({ ...row, isReadable: keyName === box?.keyName })),
		paging: { page, pageSize, total },
		idempotencyKey: newIdempotencyKey(),
		locale: account.locale,
		timeZone: account.timeZone,
	}
}

export async function action({ request, context }: Route.ActionArgs) {
	const session = requireAccess(context, 'account.webhooks')
	const form = await readForm(request)
	if (form.get('intent') === 'create') return create(session, form)
	throw refuse('invalid')
}

export const meta: Route.MetaFunction = () => [{ title: 'Webhooks · Contour' }]

export default function Webhooks({ loaderData, actionData, params }: Route.ComponentProps) {
	const { rows, paging, idempotencyKey, locale, timeZone } = loaderData
	const root = `/a/${params.account}/settings/webhooks`
	const added = actionData?.added
	return (
		<>
			<p className="max-w-prose text-sm text-muted">
				Programs are told of what happens here as soon as it has happened, by a signed message to an address
				of theirs. What does not arrive is tried again for a day and a half.
			</p>
			{added && (
				<AnswerNotice tone="success" title="The webhook is added">
					<p>
						With this secret its program checks that messages come from here. It is shown this once: copy it
						to where the program keeps its secrets, then{' '}
						<Link to={`${root}/${added.id}`} className="link">
							send a test
						</Link>
						.
					</p>
					<p className="mt-2 font-mono break-all select-all">{added.secret}</p>
				</AnswerNotice>
			)}
			{actionData?.message && (
				<AnswerNotice tone="error" title="No webhook was added">
					{actionData.message}
				</AnswerNotice>
			)}
			<DataTable
				caption="Webhooks"
				columns={webhookColumns({ root, locale, timeZone })}
				rows={rows}
				rowId={({ id }) => id}
				locale={locale}
				paging={paging}
				noun={{ one: 'webhook', other: 'webhooks' }}
				empty={
					<EmptyState title="No webhooks">
						Add one below for each program that is to know when a cycle opens, is published, or an import is
						finished.
					</EmptyState>
				}
			/>
			<NewWebhookForm
				key={added ? idempotencyKey : 'new'}
				idempotencyKey={idempotencyKey}
				result={actionData?.result ?? undefined}
			/>
		</>
	)
}
