import { data } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { readPriorityWeights } from '#app/data/training-report/read-priority-weights.server.ts'
import type { SetWeightsResult } from '#app/data/training-report/set-priority-weights.server.ts'
import { setPriorityWeights } from '#app/data/training-report/set-priority-weights.server.ts'
import { priorityResetSchema, prioritySchema } from '#app/domain/training-report/priority-schema.ts'
import { parseFormData, readForm } from '#app/lib/form.server.ts'
import { refuse } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { AnswerNotice } from '#app/ui/answer-notice.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { freshAfterRefusal } from '#app/ui/fresh-after-refusal.ts'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { Route } from './+types/route.ts'
import { WeightsForm } from './weights-form.tsx'

export async function loader({ context }: Route.LoaderArgs) {
	const { scope, account } = requireAccess(context, 'targets.set')
	return { slug: account.slug, locale: account.locale, stored: await readPriorityWeights(scope) }
}

export async function action({ request, context }: Route.ActionArgs) {
	const { scope, account } = requireAccess(context, 'targets.set')
	const form = await readForm(request)
	const intent = form.get('intent')
	if (intent !== 'set' && intent !== 'reset') throw refuse('invalid')
	if (intent === 'reset') {
		const reset = priorityResetSchema.safeParse(Object.fromEntries(form))
		if (!reset.success) throw refuse('invalid')
		return answer(account.slug, await setPriorityWeights(scope, { ...reset.data, weights: null }))
	}
	const submission = parseFormData(form, prioritySchema)
	if (submission.status !== 'success') {
		return data({ result: submission.reply(), isStale: false }, { status: 400 })
	}
	const { version, ...weights } = submission.value
	return answer(account.slug, await setPriorityWeights(scope, { version, weights }))
}

function answer(slug: string, result: SetWeightsResult) {
	if (!result.ok) return data({ result: null, isStale: true }, { status: 409 })
	return redirectWithNotice(
		`/a/${slug}/reports/training-needs/report?sort=priority`,
		result.changed ? 'The weights of priority are saved.' : 'Nothing was different, so nothing was saved.',
	)
}

export const shouldRevalidate = freshAfterRefusal

export const meta: Route.MetaFunction = () => [{ title: 'Priority of training needs · Contour' }]

export default function TrainingPriority({ loaderData, actionData }: Route.ComponentProps) {
	const { slug, locale, stored } = loaderData
	const root = `/a/${slug}/reports/training-needs`
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							{ label: 'Training needs', href: root },
							{ label: 'Report', href: `${root}/report` },
							{ label: 'Priority' },
						]}
					/>
				}
				title="Priority"
				description="How urgent a row of the report is beside the others, from 0 to 100: four parts, each as much as you let it count."
			/>
			{actionData?.isStale && (
				<AnswerNotice tone="warning" title="Saved by somebody else in the meantime">
					Nothing is changed. Below is what counts now: look again, then save.
				</AnswerNotice>
			)}
			<WeightsForm
				// After a save or a refusal the form starts from what is stored.
				key={stored.version}
				stored={stored}
				result={actionData?.result ?? undefined}
				locale={locale}
			/>
		</div>
	)
}
