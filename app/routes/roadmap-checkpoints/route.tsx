import { Plus } from 'lucide-react'
import { Form, Link, data, redirect } from 'react-router'
import { z } from 'zod'
import { requireRoadmap } from '#app/auth/require-roadmap.server.ts'
import { StandingBadge } from '#app/charts/standing-badge.tsx'
import { getRoadmap } from '#app/data/roadmaps/get-roadmap.server.ts'
import { listCheckpoints } from '#app/data/roadmaps/list-checkpoints.server.ts'
import { startCheckpoint } from '#app/data/roadmaps/start-checkpoint.server.ts'
import { idempotencyKey, newIdempotencyKey, parseForm } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { TimeText, formatDate, formatShare } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { freshAfterRefusal } from '#app/ui/fresh-after-refusal.ts'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { Route } from './+types/route.ts'

export async function loader({ context, params }: Route.LoaderArgs) {
	const session = await requireRoadmap(context, params.roadmapId)
	const { scope, account, roadmapId, mayEdit } = session
	const plan = await getRoadmap(scope, { roadmapId })
	if (!plan) throw notFound()
	return {
		plan: { id: plan.id, name: plan.name, isClosed: plan.state === 'closed' },
		checkpoints: await listCheckpoints(scope, { roadmapId }),
		mayStart: mayEdit && plan.state === 'active',
		key: newIdempotencyKey(),
		...{ locale: account.locale, timeZone: account.timeZone, root: `/a/${account.slug}/roadmaps` },
	}
}

const schema = z.object({ idempotencyKey })

export async function action({ request, context, params }: Route.ActionArgs) {
	const { scope, account, roadmapId } = await requireRoadmap(context, params.roadmapId, { to: 'edit' })
	const submission = await parseForm(request, schema)
	if (submission.status !== 'success') {
		return data({ text: 'This form is out of date. Load the page again.' }, { status: 400 })
	}
	const started = await startCheckpoint(scope, { roadmapId, ...submission.value })
	if (started.ok) {
		return redirect(`/a/${account.slug}/roadmaps/${roadmapId}/checkpoints/${started.checkpointId}`, 303)
	}
	if (started.reason === 'gone') throw notFound()
	return data({ text: 'The plan is closed. Open it again first.' }, { status: 409 })
}

export const shouldRevalidate = freshAfterRefusal

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `Checkpoints of ${loaderData?.plan.name ?? 'a plan'} · Contour` },
]

export default function RoadmapCheckpoints({ loaderData: page, actionData }: Route.ComponentProps) {
	const { plan, checkpoints, mayStart, root, locale, timeZone } = page
	const start = mayStart && (
		<Form method="post">
			<input type="hidden" name="idempotencyKey" value={page.key} />
			<Button icon={Plus}>Start a checkpoint</Button>
		</Form>
	)
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							{ label: 'Roadmaps', href: root },
							{ label: plan.name, href: `${root}/${plan.id}` },
							{ label: 'Checkpoints' },
						]}
					/>
				}
				title={
					<>
						Checkpoints of <bdi>{plan.name}</bdi>
					</>
				}
				description="How the plan stood on a day, what had changed, and what was decided. What was held never changes. Publishing a cycle makes a draft."
				actions={checkpoints.length > 0 && start}
			/>
			{actionData && (
				<Notice tone="error" title="No checkpoint was started" live>
					{actionData.text}
				</Notice>
			)}
			{checkpoints.length === 0 ? (
				<EmptyState title="No checkpoint yet" action={start}>
					{plan.isClosed
						? 'The plan is closed.'
						: 'The first looks back to the beginning of the plan; each one after it, to the one before.'}
				</EmptyState>
			) : (
				<Panel padding="flush">
					<ul className="divide-y divide-line">
						{checkpoints.map((one) => (
							<li
								key={one.id}
								className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-3 text-sm sm:px-6"
							>
								<Link to={`${root}/${plan.id}/checkpoints/${one.id}`} className="link">
									{one.heldOn === null ? (
										<>
											Draft of{' '}
											<TimeText value={one.createdAt} locale={locale} timeZone={timeZone} style="date" />
										</>
									) : (
										formatDate(one.heldOn, locale, 'UTC')
									)}
								</Link>
								<span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted">
									{one.cycleName !== null && (
										<span>
											after <bdi>{one.cycleName}</bdi>
										</span>
									)}
									{one.actual !== null && <span>{formatShare(one.actual, locale)} done</span>}
									{one.heldOn !== null && (
										<span>{one.hasDecisions ? 'with decisions' : 'nothing decided'}</span>
									)}
									{one.standing === null ? <Badge>Draft</Badge> : <StandingBadge standing={one.standing} />}
								</span>
							</li>
						))}
					</ul>
				</Panel>
			)}
		</div>
	)
}
