import { data } from 'react-router'
import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { listTargets } from '#app/data/list-targets.server.ts'
import type { TargetValue } from '#app/data/set-target.server.ts'
import { setTarget } from '#app/data/set-target.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { parseFormData, readForm } from '#app/lib/form.server.ts'
import { notFound, refuse } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { Route } from './+types/route.ts'
import { removalSchema, targetSchema } from './schema.ts'
import { TargetForm } from './target-form.tsx'

export async function loader({ context }: Route.LoaderArgs) {
	const { scope, account } = requireAccess(context, 'targets.set')
	const today = todayIn(account.timeZone)
	return {
		slug: account.slug,
		locale: account.locale,
		timeZone: account.timeZone,
		today,
		...(await listTargets(scope, { today })),
	}
}

const staleText =
	'Somebody else changed this target meanwhile. Nothing of yours is lost: compare, then save again.'

export async function action({ request, context }: Route.ActionArgs) {
	const session = requireAccess(context, 'targets.set')
	const form = await readForm(request)
	const intent = form.get('intent')
	if (intent === 'remove') return remove(session, form)
	if (intent !== 'set') throw refuse('invalid')
	const familyId = z.guid().safeParse(form.get('familyId'))
	if (!familyId.success) throw notFound()
	const submission = parseFormData(form, targetSchema(todayIn(session.account.timeZone)))
	if (submission.status !== 'success') {
		return data({ familyId: familyId.data, result: submission.reply(), current: null }, { status: 400 })
	}
	const { version, halfSteps, dueOn } = submission.value
	const settled = await settle(session, { familyId: familyId.data, version, target: { halfSteps, dueOn } })
	if (settled instanceof Response) return settled
	const result = submission.reply({ formErrors: [staleText] })
	return data({ familyId: familyId.data, result, current: settled.current }, { status: 409 })
}

async function remove(session: AccountSession, form: FormData) {
	const submission = parseFormData(form, removalSchema)
	if (submission.status !== 'success') throw notFound()
	const { familyId, version } = submission.value
	const settled = await settle(session, { familyId, version, target: null })
	if (settled instanceof Response) return settled
	const result = submission.reply({ formErrors: [staleText] })
	return data({ familyId, result, current: settled.current }, { status: 409 })
}

/** Where to go on, or what somebody else has set. */
async function settle(
	{ scope, account }: AccountSession,
	of: { familyId: string; version: number; target: TargetValue | null },
) {
	const result = await setTarget(scope, of)
	if (result.ok) {
		const done = of.target ? 'is saved' : 'is removed'
		return redirectWithNotice(
			`/a/${account.slug}/targets`,
			result.changed
				? `The target of ${result.familyName} ${done}.`
				: 'Nothing was different, so nothing was saved.',
		)
	}
	if (result.reason === 'gone') throw notFound()
	return { current: result.current }
}

export const meta: Route.MetaFunction = () => [{ title: 'Targets · Contour' }]

export default function Targets({ loaderData: page, actionData }: Route.ComponentProps) {
	const { slug, families, publishedName, runningName } = page
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							{ label: 'Training needs', href: `/a/${slug}/reports/training-needs` },
							{ label: 'Targets' },
						]}
					/>
				}
				title="Targets"
				description="The tier that each role family should reach, and by when. Whoever stands below it has training needs."
			/>
			{families.length === 0 ? (
				<EmptyState title="No role family yet">A target belongs to a family.</EmptyState>
			) : (
				<Panel padding="flush">
					<ul className="divide-y divide-line">
						{families.map((family) => {
							const answer = actionData?.familyId === family.familyId ? actionData : undefined
							return (
								<li key={family.familyId} className="px-4 py-5 sm:px-6">
									<TargetForm
										// After a save the form starts from what is stored.
										key={family.target?.version ?? 0}
										family={family}
										answer={answer}
										page={page}
									/>
								</li>
							)
						})}
					</ul>
				</Panel>
			)}
			<Panel title="What a target does">
				<ul className="flex max-w-prose list-disc flex-col gap-1.5 ps-4 text-sm marker:text-line-strong">
					<li>
						Training needs are the steps of half a tier between what was agreed on a question and the target.
					</li>
					<li>
						{runningName
							? `When ${runningName} is published, it keeps the targets that stand here on that day.`
							: 'A cycle keeps the targets that stand here on the day of its publication.'}
					</li>
					<li>
						{publishedName
							? `${publishedName} and every cycle before it keep theirs: nothing that you change here moves them. Only a family that had no target then is measured against the one that stands here.`
							: 'After that, nothing that you change here moves its training needs.'}
					</li>
					<li>A target is about a way of working in a family. It is nobody’s grade.</li>
				</ul>
			</Panel>
		</div>
	)
}

export type TargetsPage = Route.ComponentProps['loaderData']
export type TargetAnswer = Route.ComponentProps['actionData']
