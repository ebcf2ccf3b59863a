import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { applyTopicImport } from '#app/data/training-topics/apply-topic-import.server.ts'
import { discardTopicImport } from '#app/data/training-topics/discard-topic-import.server.ts'
import { getTopicImport } from '#app/data/training-topics/get-topic-import.server.ts'
import { filePlanForm } from '#app/lib/file-plan-form.server.ts'
import { readForm } from '#app/lib/form.server.ts'
import { notFound, refusal, refuse } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { ApplyFile, FilePlan, LeftOut } from '#app/ui/file-plan.tsx'
import { freshAfterRefusal } from '#app/ui/fresh-after-refusal.ts'
import type { Route } from './+types/route.ts'
import { DryRun } from './dry-run.tsx'
import type { TopicImportPage } from './read-page.server.ts'
import { readTopicImport } from './read-page.server.ts'

export async function loader({ context, params }: Route.LoaderArgs) {
	return readTopicImport(requireAccess(context, 'training-topics.edit'), params.importId)
}

export async function action({ request, context, params: { importId } }: Route.ActionArgs) {
	const { scope, account } = requireAccess(context, 'training-topics.edit')
	const form = filePlanForm.safeParse(Object.fromEntries(await readForm(request)))
	if (!form.success) throw refuse('invalid')
	const root = `/a/${account.slug}/training-topics`
	if (form.data.intent === 'discard') {
		const found = await getTopicImport(scope, { importId })
		if (!found || found.isApplied) throw notFound()
		await discardTopicImport(scope, { importId })
		return redirectWithNotice(root, 'The file is laid aside, and nothing is changed.')
	}
	const { mark, intent } = form.data
	if (!z.guid().safeParse(importId).success) throw notFound()
	const applied = await applyTopicImport(scope, { importId, mark, goodRows: intent === 'apply-good-rows' })
	if (applied.ok) {
		const { added, changed, refused } = applied
		const left = refused > 0 ? ` ${refused} refused.` : ''
		const next = refused > 0 ? `${root}/imports/${importId}` : root
		return redirectWithNotice(next, `Topics added: ${added}, changed: ${changed}.${left}`)
	}
	if (applied.reason === 'gone') throw notFound()
	return refusal({ reason: applied.reason }, 'conflict')
}

export const shouldRevalidate = freshAfterRefusal

export const meta: Route.MetaFunction = () => [{ title: 'What the file would do · Contour' }]

export default function TopicImport({ loaderData: page, actionData }: Route.ComponentProps) {
	return (
		<FilePlan
			list={{ label: 'Training topics', href: page.root }}
			fileName={page.fileName}
			refusal={actionData?.reason}
			changed="The catalogue has"
			problem={page.kind === 'unreadable' ? page.problem : null}
			isApplied={page.kind === 'plan' && page.isApplied}
		>
			{page.kind === 'unreadable' ? null : <Planned page={page} />}
		</FilePlan>
	)
}

function Planned({ page }: { page: TopicImportPage }) {
	const { counts, mark, root } = page
	if (page.isApplied) return <LeftOut page={page} />
	return (
		<>
			<DryRun page={page} />
			<ApplyFile
				does={counts.added + counts.changed > 0}
				refused={counts.refused}
				mark={mark}
				root={root}
				rest="Topics that are not in the file stay as they are."
			/>
		</>
	)
}
