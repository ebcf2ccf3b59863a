import { data, redirect } from 'react-router'
import { attemptUpload } from '#app/auth/rate-limits.server.ts'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { addRosterImport } from '#app/data/add-roster-import.server.ts'
import { rosterLimits } from '#app/data/parse-roster.server.ts'
import { describeRosterProblem } from '#app/domain/roster/problem-words.ts'
import { idempotencyKey, newIdempotencyKey } from '#app/lib/form.server.ts'
import { readUpload } from '#app/lib/read-upload.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { UploadForm } from '#app/ui/upload-form.tsx'
import type { Route } from './+types/route.ts'

export function loader({ context }: Route.LoaderArgs) {
	const { account } = requireAccess(context, 'people.manage')
	const { rows, bytes } = rosterLimits
	return { idempotencyKey: newIdempotencyKey(), rows, bytes, locale: account.locale }
}

export async function action({ request, context }: Route.ActionArgs) {
	const { scope, account, user } = requireAccess(context, 'people.manage')
	const refused = (problem: { kind: string; row?: number; limit?: number }, status: number) =>
		data({ message: describeRosterProblem(problem, account.locale) }, { status })
	const upload = await readUpload(request, { maxBytes: rosterLimits.bytes })
	// Not before the file is here: a browser that still sends would see the connection break, not the answer.
	const attempt = await attemptUpload(context, { accountId: scope.accountId, userId: user.id })
	if (!attempt.ok) return data({ message: attempt.message }, { status: 429 })
	if (!upload.ok) return refused({ kind: upload.problem }, upload.problem === 'too-large' ? 413 : 400)
	const key = idempotencyKey.safeParse(upload.fields.get('idempotencyKey'))
	const added = await addRosterImport(scope, {
		fileName: upload.file.name,
		bytes: upload.file.bytes,
		idempotencyKey: key.data,
	})
	if (!added.ok) return refused(added.problem, 400)
	return redirect(`/a/${account.slug}/roster-imports/${added.importId}`, 303)
}

export const meta: Route.MetaFunction = () => [{ title: 'Import a file · Contour' }]

export default function NewRosterImport({ loaderData, actionData, params }: Route.ComponentProps) {
	const root = `/a/${params.account}/imports`
	const { bytes, locale } = loaderData
	return (
		<div className="stack">
			<PageHeader
				above={<Breadcrumbs items={[{ label: 'Imports', href: root }, { label: 'Import a file' }]} />}
				title="Import a file"
				description="People and teams from your HR system. Next you say what the columns mean, then you see what the file would do; nothing is written before you say so."
			/>
			<UploadForm
				idempotencyKey={loaderData.idempotencyKey}
				hint={`Up to ${formatNumber(loaderData.rows, locale)} rows and 20 MB, with the names of the columns in a row at the top. Commas, semicolons or tabs, in any usual encoding.`}
				message={actionData?.message}
				limit={{ bytes, words: describeRosterProblem({ kind: 'too-large' }, locale) }}
				cancelTo={root}
			/>
			<Panel
				className="max-w-form"
				title="What the file can hold"
				description="Only a name is needed. The more of this there is, the less is left to do by hand."
			>
				<ul className="flex list-disc flex-col gap-1 ps-5 text-sm">
					<li>Employee id and e-mail: the next file recognises people by them.</li>
					<li>Manager, by e-mail, id or name.</li>
					<li>Team: one name, a path such as Sales / EMEA / DACH, or a column with the parent team.</li>
					<li>Department: decides the role family, and with it the questions of the check-in.</li>
					<li>First day and last day.</li>
					<li>Anything else worth keeping, such as the location.</li>
				</ul>
			</Panel>
		</div>
	)
}
