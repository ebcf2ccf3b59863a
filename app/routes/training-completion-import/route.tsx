import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { completionImportKind } from '#app/data/training-assignments/add-completion-import.server.ts'
import { applyCompletionImport } from '#app/data/training-assignments/apply-completion-import.server.ts'
import { getCompletionImport } from '#app/data/training-assignments/get-completion-import.server.ts'
import { discardTopicImport } from '#app/data/training-topics/discard-topic-import.server.ts'
import { filePlanForm } from '#app/lib/file-plan-form.server.ts'
import { readForm } from '#app/lib/form.server.ts'
import { notFound, refusal, refuse } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { ApplyFile, FilePlan, LeftOut } from '#app/ui/file-plan.tsx'
import { freshAfterRefusal } from '#app/ui/fresh-after-refusal.ts'
import type { Route } from './+types/route.ts'
import { DryRun } from './dry-run.tsx'
import type { CompletionImportPage } from './read-page.server.ts'
import { readCompletionImport } from './read-page.server.ts'

export async function loader({ context, params }: Route.LoaderArgs) {
	return readCompletionImport(requireAccess(context, 'training-assignments.import'), params.importId)
}

export async function action({ request, context, params: { importId } }: Route.ActionArgs) {
	const { scope, account } = requireAccess(context, 'training-assignments.import')
	const form = filePlanForm.safeParse(Object.fromEntries(await readForm(request)))
	if (!form.success) throw refuse('invalid')
	const root = `/a/${account.slug}/training-assignments`
	if (form.data.intent === 'discard') {
		const found = await getCompletionImport(scope, { importId })
		if (!found || found.isApplied) throw notFound()
		await discardTopicImport(scope, { importId, kind: completionImportKind })
		return redirectWithNotice(root, 'The file is laid aside, and nothing is changed.')
	}
	const { mark, intent } = form.data
	if (!z.guid().safeParse(importId).success) throw notFound()
	const goodRows = intent === 'apply-good-rows'
	const applied = await applyCompletionImport(scope, { importId, mark, goodRows })
	if (applied.ok) {
		const { added, changed, refused } = applied
		const left = refused > 0 ? ` ${refused} refused.` : ''
		return redirectWithNotice(
			refused > 0 ? `${root}/imports/${importId}` : `${root}?state=done`,
			`Completions of what was given: ${changed}, new: ${added}.${left}`,
		)
	}
	if (applied.reason === 'gone') throw notFound()
	return refusal({ reason: applied.reason }, 'conflict')
}

export const shouldRevalidate = freshAfterRefusal

export const meta: Route.MetaFunction = () => [{ title: 'What the file would do · Contour' }]

export default function CompletionImport({ loaderData: page, actionData }: Route.ComponentProps) {
	return (
		<FilePlan
			list={{ label: 'Training assignments', href: page.root }}
			fileName={page.fileName}
			refusal={actionData?.reason}
			changed="The assignments have"
			problem={page.kind === 'unreadable' ? page.problem : null}
			isApplied={page.kind === 'plan' && page.isApplied}
		>
			{page.kind === 'unreadable' ? null : <Planned page={page} />}
		</FilePlan>
	)
}

function Planned({ page }: { page: CompletionImportPage }) {
	const { counts, mark, root } = page
	if (page.isApplied) return <LeftOut page={page} />
	return (
		<>
			<DryRun page={page} />
			<ApplyFile
				does={counts.added + counts.finished + counts.moved > 0}
				refused={counts.refused}
				mark={mark}
				root={root}
				rest="Assignments that are not in the file stay as they are."
			/>
		</>
	)
}
