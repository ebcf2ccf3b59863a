import { Check } from 'lucide-react'
import { Form } from 'react-router'
import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { completionImportKind } from '#app/data/training-assignments/add-completion-import.server.ts'
import { applyCompletionImport } from '#app/data/training-assignments/apply-completion-import.server.ts'
import { getCompletionImport } from '#app/data/training-assignments/get-completion-import.server.ts'
import { discardTopicImport } from '#app/data/training-topics/discard-topic-import.server.ts'
import { readForm } from '#app/lib/form.server.ts'
import { notFound, refusal, refuse } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { AnswerNotice } from '#app/ui/answer-notice.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { freshAfterRefusal } from '#app/ui/fresh-after-refusal.ts'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { Route } from './+types/route.ts'
import { DryRun } from './dry-run.tsx'
import type { CompletionImportPage } from './read-page.server.ts'
import { readCompletionImport } from './read-page.server.ts'

export async function loader({ context, params }: Route.LoaderArgs) {
	return readCompletionImport(requireAccess(context, 'training-assignments.import'), params.importId)
}

const formSchema = z.discriminatedUnion('intent', [
	z.object({ intent: z.enum(['apply', 'apply-good-rows']), mark: z.string().max(64) }),
	z.object({ intent: z.literal('discard') }),
])

export async function action({ request, context, params: { importId } }: Route.ActionArgs) {
	const { scope, account } = requireAccess(context, 'training-assignments.import')
	const form = formSchema.safeParse(Object.fromEntries(await readForm(request)))
	if (!form.success) throw refuse('invalid')
	const root = `/a/${account.slug}/training-assignments`
	if (form.data.intent === 'discard') {
		if (!(await getCompletionImport(scope, { importId }))) throw notFound()
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
			`${root}?state=done`,
			`Completions of what was given: ${changed}, new: ${added}.${left}`,
		)
	}
	if (applied.reason === 'gone') throw notFound()
	return refusal({ reason: applied.reason }, 'conflict')
}

export const shouldRevalidate = freshAfterRefusal

export const meta: Route.MetaFunction = () => [{ title: 'What the file would do · Contour' }]

const refusals = {
	stale: {
		title: 'The assignments have changed meanwhile',
		text: 'Nothing is written. Below is what the file would do now: look again, then go on.',
	},
	'refused-rows': {
		title: 'Some rows are refused',
		text: 'All of the file was asked for, so nothing is written. Mend those rows, or take the good ones.',
	},
}

export default function CompletionImport({ loaderData: page, actionData }: Route.ComponentProps) {
	const refused = actionData && refusals[actionData.reason]
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[{ label: 'Training assignments', href: page.root }, { label: page.fileName }]}
					/>
				}
				title="What the file would do"
				description="Nothing is written yet."
			/>
			{refused && (
				<AnswerNotice tone="warning" title={refused.title}>
					{refused.text}
				</AnswerNotice>
			)}
			{page.kind === 'unreadable' ? (
				<Notice tone="error" title="The file does not fit any more">
					{page.problem}
				</Notice>
			) : (
				<>
					<DryRun page={page} />
					<Apply page={page} />
				</>
			)}
		</div>
	)
}

function Apply({ page: { counts, mark, root } }: { page: CompletionImportPage }) {
	const { added, finished, moved, refused } = counts
	const does = added + finished + moved > 0
	return (
		<Panel
			title={does ? 'Go on?' : 'The file changes nothing'}
			description={
				refused > 0
					? 'Mend the refused rows and upload the file again, or take the good rows alone.'
					: 'Assignments that are not in the file stay as they are.'
			}
		>
			<Form method="post" className="flex flex-wrap gap-2">
				<input type="hidden" name="mark" value={mark} />
				{does && refused === 0 && (
					<Button name="intent" value="apply" icon={Check}>
						Apply all of it
					</Button>
				)}
				{does && refused > 0 && (
					<>
						<Button name="intent" value="apply-good-rows" icon={Check}>
							Apply the good rows
						</Button>
						<ButtonLink to={`${root}/imports/new`}>Upload another file</ButtonLink>
					</>
				)}
				<Button name="intent" value="discard" variant="quiet">
					Lay it aside
				</Button>
			</Form>
		</Panel>
	)
}
