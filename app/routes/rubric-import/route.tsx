import { ArrowRight } from 'lucide-react'
import { Form } from 'react-router'
import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { applyRubricImport } from '#app/data/apply-rubric-import.server.ts'
import { discardRubricImport } from '#app/data/discard-rubric-import.server.ts'
import { mapKey } from '#app/domain/framework/map-key.ts'
import { readForm } from '#app/lib/form.server.ts'
import { notFound, refusal, refuse } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { AnswerNotice } from '#app/ui/answer-notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { RubricChanges } from '#app/ui/rubric-changes.tsx'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'
import type { Route } from './+types/route.ts'
import { readDryRun, readRubricImport } from './read-page.server.ts'

export async function loader({ context, params }: Route.LoaderArgs) {
	return readDryRun(requireAccess(context, 'frameworks.edit'), params.importId)
}

const formSchema = z.discriminatedUnion('intent', [
	z.object({ intent: z.literal('apply'), revision: z.coerce.number().int().min(0).max(2_147_483_647) }),
	z.object({ intent: z.literal('discard') }),
])

export async function action({ request, context, params: { importId } }: Route.ActionArgs) {
	const session = requireAccess(context, 'frameworks.edit')
	const form = formSchema.safeParse(Object.fromEntries(await readForm(request)))
	if (!form.success) throw refuse('invalid')
	const { file } = await readRubricImport(session, importId)
	const map = `/a/${session.account.slug}/frameworks/${mapKey}`
	if (form.data.intent === 'discard') {
		await discardRubricImport(session.scope, { importId })
		return redirectWithNotice(`${map}/versions`, 'The file is laid aside, and nothing is changed.')
	}
	if (!file.ok) return refusal({ isStale: false }, 'invalid')
	const { revision } = form.data
	const applied = await applyRubricImport(session.scope, {
		...{ importId, revision, rubric: file.rubric },
		builtIn: skillProgressionMap.rubric,
	})
	if (applied.ok)
		return redirectWithNotice(`${map}/draft`, 'The file is the draft now. Publish it when it is right.')
	if (applied.reason === 'gone') throw notFound()
	return refusal({ isStale: true }, 'conflict')
}

export const meta: Route.MetaFunction = () => [{ title: 'What the file would change · Contour' }]

export default function RubricImport({ loaderData, actionData, params }: Route.ComponentProps) {
	const { fileName, base, changes, problems, locale } = loaderData
	const frameworks = `/a/${params.account}/frameworks`
	const versions = `${frameworks}/${mapKey}/versions`
	const what = `version ${formatNumber(base.version, locale)}${base.kind === 'draft' ? ', the draft' : ''}`
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							{ label: 'Frameworks', href: frameworks },
							{ label: 'Versions of the map', href: versions },
							{ label: fileName },
						]}
					/>
				}
				title="What the file would change"
				description={
					base.kind === 'draft'
						? `Compared with ${what}. Everything in the draft would be as the file says; nothing is written yet.`
						: `Compared with ${what}, the newest. The file would be a new draft; nothing is written yet.`
				}
			/>
			{actionData?.isStale && (
				<AnswerNotice tone="error" title="Somebody saved the draft meanwhile">
					Nothing is written. Below is what the file would change now: look again, then go on.
				</AnswerNotice>
			)}
			<ErrorSummary
				title="The file does not fit any more"
				errors={problems.map(({ path, message }) => ({ message: `${path ? `${path}: ` : ''}${message}` }))}
			/>
			<Panel
				title={
					changes.length === 0
						? 'It would change nothing'
						: `${formatNumber(changes.length, locale)} ${changes.length === 1 ? 'change' : 'changes'}`
				}
				footer={
					<Form method="post" className="flex flex-wrap gap-2">
						<input type="hidden" name="revision" value={base.kind === 'draft' ? base.revision : 0} />
						{changes.length > 0 && (
							<Button name="intent" value="apply" icon={ArrowRight}>
								{base.kind === 'draft' ? 'Put it in the place of the draft' : 'Begin a draft with it'}
							</Button>
						)}
						<Button name="intent" value="discard" variant="quiet">
							Lay it aside
						</Button>
					</Form>
				}
			>
				{changes.length === 0 ? (
					<p className="text-sm">
						{problems.length > 0 ? 'It cannot be taken as it is.' : `It says what ${what} says.`}
					</p>
				) : (
					<RubricChanges changes={changes} />
				)}
			</Panel>
		</div>
	)
}
