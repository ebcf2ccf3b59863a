import { Check } from 'lucide-react'
import { Form } from 'react-router'
import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { applyTopicImport } from '#app/data/training-topics/apply-topic-import.server.ts'
import { discardTopicImport } from '#app/data/training-topics/discard-topic-import.server.ts'
import { getTopicImport } from '#app/data/training-topics/get-topic-import.server.ts'
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
import type { TopicImportPage } from './read-page.server.ts'
import { readTopicImport } from './read-page.server.ts'

export async function loader({ context, params }: Route.LoaderArgs) {
	return readTopicImport(requireAccess(context, 'training-topics.edit'), params.importId)
}

const formSchema = z.discriminatedUnion('intent', [
	z.object({ intent: z.enum(['apply', 'apply-good-rows']), mark: z.string().max(64) }),
	z.object({ intent: z.literal('discard') }),
])

export async function action({ request, context, params: { importId } }: Route.ActionArgs) {
	const { scope, account } = requireAccess(context, 'training-topics.edit')
	const form = formSchema.safeParse(Object.fromEntries(await readForm(request)))
	if (!form.success) throw refuse('invalid')
	const root = `/a/${account.slug}/training-topics`
	if (form.data.intent === 'discard') {
		if (!(await getTopicImport(scope, { importId }))) throw notFound()
		await discardTopicImport(scope, { importId })
		return redirectWithNotice(root, 'The file is laid aside, and nothing is changed.')
	}
	const { mark, intent } = form.data
	if (!z.guid().safeParse(importId).success) throw notFound()
	const applied = await applyTopicImport(scope, { importId, mark, goodRows: intent === 'apply-good-rows' })
	if (applied.ok) {
		const { added, changed, refused } = applied
		const left = refused > 0 ? ` ${refused} refused.` : ''
		return redirectWithNotice(root, `Topics added: ${added}, changed: ${changed}.${left}`)
	}
	if (applied.reason === 'gone') throw notFound()
	return refusal({ reason: applied.reason }, 'conflict')
}

export const shouldRevalidate = freshAfterRefusal

export const meta: Route.MetaFunction = () => [{ title: 'What the file would do · Contour' }]

const refusals = {
	stale: {
		title: 'The catalogue has changed meanwhile',
		text: 'Nothing is written. Below is what the file would do now: look again, then go on.',
	},
	'refused-rows': {
		title: 'Some rows are refused',
		text: 'All of the file was asked for, so nothing is written. Mend those rows, or take the good ones.',
	},
}

export default function TopicImport({ loaderData: page, actionData }: Route.ComponentProps) {
	const refused = actionData && refusals[actionData.reason]
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs items={[{ label: 'Training topics', href: page.root }, { label: page.fileName }]} />
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

function Apply({ page: { counts, mark, root } }: { page: TopicImportPage }) {
	const { added, changed, refused } = counts
	const does = added + changed > 0
	return (
		<Panel
			title={does ? 'Go on?' : 'The file changes nothing'}
			description={
				refused > 0
					? 'Mend the refused rows and upload the file again, or take the good rows alone.'
					: 'Topics that are not in the file stay as they are.'
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
