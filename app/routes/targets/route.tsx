import { data } from 'react-router'
import { z } from 'zod'
import { answerTargetForm } from '#app/auth/answer-target-form.server.ts'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { listProposedTargets } from '#app/data/targets/list-proposed-targets.server.ts'
import { listTargets } from '#app/data/targets/list-targets.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { readForm } from '#app/lib/form.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { freshAfterRefusal } from '#app/ui/fresh-after-refusal.ts'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TargetTabs } from '#app/ui/target-tabs.tsx'
import type { Route } from './+types/route.ts'
import { Proposals } from './proposals.tsx'
import { WhatTargetsDo } from './what-targets-do.tsx'
import { WideTarget } from './wide-target.tsx'

export const shouldRevalidate = freshAfterRefusal

export async function loader({ context }: Route.LoaderArgs) {
	const { scope, account } = requireAccess(context, 'targets.set')
	const today = todayIn(account.timeZone)
	return {
		slug: account.slug,
		locale: account.locale,
		timeZone: account.timeZone,
		today,
		...(await listTargets(scope, { today })),
		proposals: await listProposedTargets(scope, { today }),
	}
}

export async function action({ request, context }: Route.ActionArgs) {
	const session = requireAccess(context, 'targets.set')
	const form = await readForm(request)
	const place = placeOf(form)
	const answer = await answerTargetForm(session, form, {
		place,
		doneAt: `/a/${session.account.slug}/targets`,
	})
	if (answer instanceof Response) return answer
	const { status, ...refused } = answer
	return data({ ...refused, familyId: place?.scope === 'family' ? place.familyId : null }, { status })
}

function placeOf(form: FormData): { scope: 'account' } | { scope: 'family'; familyId: string } | null {
	if (form.get('scope') === 'account') return { scope: 'account' }
	const familyId = z.guid().safeParse(form.get('familyId'))
	return familyId.success ? { scope: 'family', familyId: familyId.data } : null
}

export const meta: Route.MetaFunction = () => [{ title: 'Targets · Contour' }]

export default function Targets({ loaderData: page, actionData }: Route.ComponentProps) {
	const { slug, account, families } = page
	const answerFor = (familyId: string | null) => (actionData?.familyId === familyId ? actionData : undefined)
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
				description="The tier that people should reach, and by when. Whoever stands below it has training needs."
				below={<TargetTabs slug={slug} current="wide" />}
			/>
			<Panel padding="flush">
				<ul className="divide-y divide-line">
					<li className="px-4 py-5 sm:px-6">
						<WideTarget
							// After a save the form starts from what is stored.
							key={account.target?.version ?? 0}
							wide={account}
							answer={answerFor(null)}
							page={page}
						/>
					</li>
					{families.map((family) => (
						<li key={family.familyId} className="px-4 py-5 sm:px-6">
							<WideTarget
								key={family.target?.version ?? 0}
								wide={family}
								family={family}
								answer={answerFor(family.familyId)}
								page={page}
							/>
						</li>
					))}
				</ul>
			</Panel>
			{families.length === 0 && (
				<EmptyState title="No role family yet">Only people of a family take part in cycles.</EmptyState>
			)}
			<Proposals page={page} />
			<WhatTargetsDo page={page} />
		</div>
	)
}

export type TargetsPage = Route.ComponentProps['loaderData']
export type TargetAnswer = Route.ComponentProps['actionData']
