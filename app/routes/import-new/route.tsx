import type { FormEvent } from 'react'
import { useState } from 'react'
import { FileUp } from 'lucide-react'
import { Form, redirect } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { importKindNames, importLimits, metricImportKinds } from '#app/domain/import/import-kind.ts'
import { describeImportProblem } from '#app/domain/import/import-problem.ts'
import { newIdempotencyKey } from '#app/lib/form.server.ts'
import { refusal } from '#app/lib/http.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Field } from '#app/ui/field.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField } from '#app/ui/text-field.tsx'
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
	const [isTooLarge, setIsTooLarge] = useState(false)
	const message = isTooLarge ? limit.words : actionData?.message
	// The server would break off in the middle of it, and the page with it.
	const look = (event: FormEvent<HTMLFormElement>) => {
		const file = new FormData(event.currentTarget).get('file')
		const refused = file instanceof File && file.size > limit.bytes
		setIsTooLarge(refused)
		if (refused) event.preventDefault()
	}
	return (
		<div className="stack">
			<PageHeader
				above={<Breadcrumbs items={[{ label: 'Imports', href: root }, { label: 'Import metrics' }]} />}
				title="Import metrics"
				description="Figures from any tool. Next you say what the columns mean, then you see what the file would do; nothing is written before you say so, and an import can be taken back."
			/>
			<Panel className="max-w-form">
				<Form
					method="post"
					encType="multipart/form-data"
					onSubmit={look}
					className="flex flex-col items-start gap-5"
				>
					<ErrorSummary title="The file was not taken" errors={message ? [{ message, field: 'file' }] : []} />
					{/* Before the file: it is read while it comes, and by then this has to be known. */}
					<input type="hidden" name="idempotencyKey" value={loaderData.idempotencyKey} />
					<div className="w-full max-w-md">
						<SelectField
							name="kind"
							label="What the file is"
							defaultValue=""
							options={[{ value: '', label: 'Let Contour find out' }, ...kinds]}
						/>
					</div>
					<Field
						id="file"
						label="File"
						hint={`CSV with the names of the columns in a row at the top, or JSON; up to ${limit.megabytes} MB, in any usual encoding.`}
						errors={message ? [message] : undefined}
					>
						{(aria) => (
							<input
								{...aria}
								type="file"
								name="file"
								accept=".csv,.txt,.tsv,.json,.ndjson,.jsonl,text/csv,text/plain,application/json,application/x-ndjson"
								className="control"
							/>
						)}
					</Field>
					<div className="flex flex-wrap gap-2">
						<Button icon={FileUp}>Upload</Button>
						<ButtonLink to={root} variant="quiet">
							Cancel
						</ButtonLink>
					</div>
				</Form>
			</Panel>
			<FileKinds />
		</div>
	)
}
