import { data, redirect } from 'react-router'
import { attemptUpload } from '#app/auth/rate-limits.server.ts'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { addTopicImport } from '#app/data/training-topics/add-topic-import.server.ts'
import { describeTopicFileProblem } from '#app/domain/training-topic/file-problem-words.ts'
import { topicColumnNames, topicFileLimits } from '#app/domain/training-topic/topic-columns.ts'
import { idempotencyKey, newIdempotencyKey } from '#app/lib/form.server.ts'
import { readUpload } from '#app/lib/read-upload.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { UploadForm } from '#app/ui/upload-form.tsx'
import type { Route } from './+types/route.ts'

export function loader({ context }: Route.LoaderArgs) {
	const { account } = requireAccess(context, 'training-topics.edit')
	return { idempotencyKey: newIdempotencyKey(), locale: account.locale }
}

export async function action({ request, context }: Route.ActionArgs) {
	const { scope, account, user } = requireAccess(context, 'training-topics.edit')
	const refused = (problem: { kind: string }, status = 400) =>
		data({ message: describeTopicFileProblem(problem, account.locale) }, { status })
	const upload = await readUpload(request, { maxBytes: topicFileLimits.bytes })
	const attempt = await attemptUpload(context, { accountId: scope.accountId, userId: user.id })
	if (!attempt.ok) return data({ message: attempt.message }, { status: 429 })
	if (!upload.ok) return refused({ kind: upload.problem }, upload.problem === 'too-large' ? 413 : 400)
	const key = idempotencyKey.safeParse(upload.fields.get('idempotencyKey'))
	const { name: fileName, bytes } = upload.file
	const added = await addTopicImport(scope, { fileName, bytes, idempotencyKey: key.data })
	if (!added.ok) return refused(added.reason)
	return redirect(`/a/${account.slug}/training-topics/imports/${added.importId}`, 303)
}

export const meta: Route.MetaFunction = () => [{ title: 'Import topics · Contour' }]

export default function NewTopicImport({ loaderData, actionData, params }: Route.ComponentProps) {
	const root = `/a/${params.account}/training-topics`
	const { locale } = loaderData
	return (
		<div className="stack">
			<PageHeader
				above={<Breadcrumbs items={[{ label: 'Training topics', href: root }, { label: 'Import a file' }]} />}
				title="Import topics"
				description="First you see what the file would add and change; nothing is written before you say so."
			/>
			<UploadForm
				idempotencyKey={loaderData.idempotencyKey}
				hint={`Up to ${formatNumber(topicFileLimits.rows, locale)} rows, with the names of the columns in the first. The CSV of the catalogue shows what it looks like.`}
				message={actionData?.message}
				limit={{
					bytes: topicFileLimits.bytes,
					words: describeTopicFileProblem({ kind: 'too-large' }, locale),
				}}
				cancelTo={root}
			/>
			<Panel
				className="max-w-form"
				title="What the columns mean"
				description={`Their names: ${topicColumnNames.join(', ')}.`}
			>
				<ul className="flex list-disc flex-col gap-1 ps-5 text-sm">
					<li>
						<code>key</code> is what a topic is found by again. A key that the catalogue has not adds a topic,
						which needs <code>title</code> and <code>kind</code> too.
					</li>
					<li>A column that the file has not leaves what is there. An empty cell empties it.</li>
					<li>
						<code>families</code> are keys or names with semicolons between; empty is for everybody.
					</li>
					<li>
						<code>steps</code> are a question and the tier where the step begins, such as{' '}
						<code>design.produce:1.5</code>, with semicolons between.
					</li>
					<li>Topics that are not in the file stay as they are.</li>
				</ul>
			</Panel>
		</div>
	)
}
