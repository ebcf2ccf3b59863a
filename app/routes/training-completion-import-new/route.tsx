import { data, redirect } from 'react-router'
import { attemptUpload } from '#app/auth/rate-limits.server.ts'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { addCompletionImport } from '#app/data/training-assignments/add-completion-import.server.ts'
import { describeCompletionFileProblem } from '#app/domain/training-assignment/completion-file-words.ts'
import {
	completionColumnNames,
	completionFileLimits,
} from '#app/domain/training-assignment/completion-columns.ts'
import { idempotencyKey, newIdempotencyKey } from '#app/lib/form.server.ts'
import { readUpload } from '#app/lib/read-upload.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { UploadForm } from '#app/ui/upload-form.tsx'
import type { Route } from './+types/route.ts'

export function loader({ context }: Route.LoaderArgs) {
	const { account } = requireAccess(context, 'training-assignments.import')
	return { idempotencyKey: newIdempotencyKey(), locale: account.locale }
}

export async function action({ request, context }: Route.ActionArgs) {
	const { scope, account, user } = requireAccess(context, 'training-assignments.import')
	const refused = (problem: { kind: string }, status = 400) =>
		data({ message: describeCompletionFileProblem(problem, account.locale) }, { status })
	const upload = await readUpload(request, { maxBytes: completionFileLimits.bytes })
	const attempt = await attemptUpload(context, { accountId: scope.accountId, userId: user.id })
	if (!attempt.ok) return data({ message: attempt.message }, { status: 429 })
	if (!upload.ok) return refused({ kind: upload.problem }, upload.problem === 'too-large' ? 413 : 400)
	const key = idempotencyKey.safeParse(upload.fields.get('idempotencyKey'))
	const { name: fileName, bytes } = upload.file
	const added = await addCompletionImport(scope, { fileName, bytes, idempotencyKey: key.data })
	if (!added.ok) return refused(added.reason)
	return redirect(`/a/${account.slug}/training-assignments/imports/${added.importId}`, 303)
}

export const meta: Route.MetaFunction = () => [{ title: 'Import completions · Contour' }]

export default function NewCompletionImport({ loaderData, actionData, params }: Route.ComponentProps) {
	const root = `/a/${params.account}/training-assignments`
	const { locale } = loaderData
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[{ label: 'Training assignments', href: root }, { label: 'Import completions' }]}
					/>
				}
				title="Import completions"
				description="First you see what the file would change; nothing is written before you say so."
			/>
			<UploadForm
				idempotencyKey={loaderData.idempotencyKey}
				hint={`Up to ${formatNumber(completionFileLimits.rows, locale)} rows, with the names of the columns in the first.`}
				message={actionData?.message}
				limit={{
					bytes: completionFileLimits.bytes,
					words: describeCompletionFileProblem({ kind: 'too-large' }, locale),
				}}
				cancelTo={root}
			/>
			<Panel
				className="max-w-form"
				title="What the columns mean"
				description={`Their names: ${completionColumnNames.join(', ')}. Others are left out.`}
			>
				<ul className="flex list-disc flex-col gap-1 ps-5 text-sm">
					<li>
						<code>employee id</code> or <code>email</code> say who it was. One of them is enough. As a file of
						training needs calls them, <code>member_external_id</code> and <code>member_email</code>, they are
						understood too.
					</li>
					<li>
						<code>topic</code> is the key of a topic of the catalogue, or its title.
					</li>
					<li>
						<code>done on</code> is the day, best as YYYY-MM-DD, and none to come.
					</li>
					<li>Who was not given the topic gets it as done. Nobody gets a mail of it.</li>
				</ul>
			</Panel>
		</div>
	)
}
