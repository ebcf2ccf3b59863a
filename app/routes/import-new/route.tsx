import { redirect } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { importKindNames, importLimits, metricImportKinds } from '#app/domain/import/import-kind.ts'
import { describeImportProblem } from '#app/domain/import/import-problem.ts'
import { newIdempotencyKey } from '#app/lib/form.server.ts'
import { refusal } from '#app/lib/http.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { SelectField } from '#app/ui/text-field.tsx'
import { UploadForm } from '#app/ui/upload-form.tsx'
import type { Route } from './+types/route.ts'
import { FileKinds } from './file-kinds.tsx'
import { receiveFile } from './receive-file.server.ts'

export function loader({ context }: Route.LoaderArgs) {
	requireAccess(context, 'metrics.import')
	const { bytes } = importLimits
	const megabytes = bytes / 1024 / 1024
	return {
		idempotencyKey: newIdempotencyKey(),
		kinds: metricImportKinds.map((value) => ({ value, label: importKindNames[value] })),
		limit: { bytes, megabytes, words: describeImportProblem({ kind: 'too-large', megabytes }) },
	}
}

export async function action({ request, context }: Route.ActionArgs) {
	const session = requireAccess(context, 'metrics.import')
	const received = await receiveFile(request, context, session)
	if (!received.ok) return refusal({ message: received.message }, received.code)
	return redirect(`/a/${session.account.slug}/imports/${received.importId}?step=columns`, 303)
}

export const meta: Route.MetaFunction = () => [{ title: 'Import metrics · Contour' }]

export default function NewImport({ loaderData, actionData, params }: Route.ComponentProps) {
	const root = `/a/${params.account}/imports`
	const { kinds, limit } = loaderData
	return (
		<div className="stack">
			<PageHeader
				above={<Breadcrumbs items={[{ label: 'Imports', href: root }, { label: 'Import metrics' }]} />}
				title="Import metrics"
				description="Figures from any tool. Next you say what the columns mean, then you see what the file would do; nothing is written before you say so, and an import can be taken back."
			/>
			<UploadForm
				idempotencyKey={loaderData.idempotencyKey}
				label="File"
				hint={`CSV with the names of the columns in a row at the top, or JSON; up to ${limit.megabytes} MB, in any usual encoding.`}
				accept=".csv,.txt,.tsv,.json,.ndjson,.jsonl,text/csv,text/plain,application/json,application/x-ndjson"
				message={actionData?.message}
				limit={limit}
				cancelTo={root}
			>
				<div className="w-full max-w-md">
					<SelectField
						name="kind"
						label="What the file is"
						defaultValue=""
						options={[{ value: '', label: 'Let Contour find out' }, ...kinds]}
					/>
				</div>
			</UploadForm>
			<FileKinds />
		</div>
	)
}
