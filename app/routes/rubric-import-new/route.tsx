import { FileUp } from 'lucide-react'
import { data, Form, redirect } from 'react-router'
import { attemptUpload } from '#app/auth/rate-limits.server.ts'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { addRubricImport } from '#app/data/add-rubric-import.server.ts'
import { listOwnFamilies } from '#app/data/list-own-families.server.ts'
import type { RubricFileProblem } from '#app/domain/framework/rubric-file.ts'
import { mapKey } from '#app/domain/framework/map-key.ts'
import { readRubricFile } from '#app/domain/framework/rubric-file.ts'
import { mostRubricBytes } from '#app/domain/framework/rubric-limits.ts'
import { idempotencyKey, newIdempotencyKey } from '#app/lib/form.server.ts'
import { readUpload } from '#app/lib/read-upload.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Field } from '#app/ui/field.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'
import type { Route } from './+types/route.ts'
import { FileProblems } from './file-problems.tsx'

export function loader({ context }: Route.LoaderArgs) {
	requireAccess(context, 'frameworks.edit')
	return { idempotencyKey: newIdempotencyKey() }
}

export async function action({ request, context }: Route.ActionArgs) {
	const { scope, account, user } = requireAccess(context, 'frameworks.edit')
	const refused = (problems: RubricFileProblem[], status = 400) => data({ problems }, { status })
	const refusedWhole = (message: string, status?: number) =>
		refused([{ path: null, place: null, message }], status)
	const upload = await readUpload(request, { maxBytes: mostRubricBytes })
	const attempt = await attemptUpload(context, { accountId: scope.accountId, userId: user.id })
	if (!attempt.ok) return refusedWhole(attempt.message, 429)
	if (!upload.ok) {
		return upload.problem === 'too-large'
			? refusedWhole(`The file is larger than ${mostRubricBytes / 1024} kB: no rubric is.`, 413)
			: refusedWhole('Choose a file.')
	}
	const { bytes, name } = upload.file
	const ownFamilies = await listOwnFamilies(scope)
	const file = readRubricFile(bytes, {
		...{ account: account.slug, ownFamilies },
		builtIn: skillProgressionMap.rubric,
	})
	if (!file.ok) return refused(file.problems)
	const key = idempotencyKey.safeParse(upload.fields.get('idempotencyKey'))
	const importId = await addRubricImport(scope, { fileName: name, bytes, idempotencyKey: key.data })
	return redirect(`/a/${account.slug}/frameworks/${mapKey}/imports/${importId}`, 303)
}

export const meta: Route.MetaFunction = () => [{ title: 'Import a rubric · Contour' }]

export default function NewRubricImport({ loaderData, actionData, params }: Route.ComponentProps) {
	const frameworks = `/a/${params.account}/frameworks`
	const versions = `${frameworks}/${mapKey}/versions`
	const problems = actionData?.problems ?? []
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							{ label: 'Frameworks', href: frameworks },
							{ label: 'Versions of the map', href: versions },
							{ label: 'Import a file' },
						]}
					/>
				}
				title="Import a file"
				description="A rubric as Contour exports it, edited elsewhere. First you see what would change; nothing is written before you say so, and nobody is asked anything before you publish."
			/>
			<FileProblems problems={problems} />
			<Panel className="max-w-form">
				<Form method="post" encType="multipart/form-data" className="flex flex-col items-start gap-5">
					<input type="hidden" name="idempotencyKey" value={loaderData.idempotencyKey} />
					<Field
						id="file"
						label="JSON file"
						hint={`Up to ${mostRubricBytes / 1024} kB. A version that you export shows what it looks like.`}
						errors={problems.length > 0 ? ['The file was not taken: see above.'] : undefined}
					>
						{(aria) => (
							<input {...aria} type="file" name="file" accept=".json,application/json" className="control" />
						)}
					</Field>
					<div className="flex flex-wrap gap-2">
						<Button icon={FileUp}>Upload</Button>
						<ButtonLink to={versions} variant="quiet">
							Cancel
						</ButtonLink>
					</div>
				</Form>
			</Panel>
		</div>
	)
}
