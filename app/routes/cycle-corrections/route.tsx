import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { readForm } from '#app/lib/form.server.ts'
import { notFound, refuse } from '#app/lib/http.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { CyclePhaseBadge } from '#app/ui/cycle-phase-badge.tsx'
import { JobProgress } from '#app/ui/job-progress.tsx'
import { AnswerNotice } from '#app/ui/answer-notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { Route } from './+types/route.ts'
import { close, publish, reopenAll, reopenOne } from './actions.server.ts'
import { PublishCorrection } from './publish-correction.tsx'
import { readCorrectionsPage } from './read-page.server.ts'
import { ReopenAll, ReopenOne } from './reopen-form.tsx'
import { ReopenedTable } from './reopened-table.tsx'
import { Versions } from './versions.tsx'

export async function loader({ url, context, params }: Route.LoaderArgs) {
	return readCorrectionsPage(requireAccess(context, 'cycles.run'), params.cycleId, url)
}

const actions = { 'reopen-one': reopenOne, 'reopen-all': reopenAll, publish, close }

export async function action({ request, context, params }: Route.ActionArgs) {
	const session = requireAccess(context, 'cycles.run')
	const { cycleId } = params
	if (!z.guid().safeParse(cycleId).success) throw notFound()
	const form = await readForm(request)
	const intent = form.get('intent')
	if (typeof intent !== 'string' || !Object.hasOwn(actions, intent)) throw refuse('invalid')
	const here = `/a/${session.account.slug}/cycles/${cycleId}/corrections`
	return actions[intent as keyof typeof actions]({ session, cycleId, form, here })
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: loaderData ? `Corrections, ${loaderData.cycle.name} · Contour` : 'Corrections · Contour' },
]

export default function CycleCorrections({
	loaderData: page,
	actionData: answer,
	params,
}: Route.ComponentProps) {
	const { cycle, published, publication, chosen } = page
	const account = `/a/${params.account}`
	const here = `${account}/cycles/${cycle.id}`
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							{ label: 'Cycles', href: `${account}/cycles` },
							{ label: cycle.name, href: here },
							{ label: 'Corrections', href: `${here}/corrections` },
						]}
					/>
				}
				title={
					<span className="flex flex-wrap items-center gap-3">
						Corrections of {cycle.name} <CyclePhaseBadge phase={cycle.phase} />
					</span>
				}
				description={
					published
						? 'Who may answer and agree anew, and the versions of the result.'
						: 'Who may answer and agree anew although they had sent.'
				}
			/>
			{answer && (
				<AnswerNotice tone="error" title="Nothing was changed">
					{answer.message}
				</AnswerNotice>
			)}
			{publication ? (
				<JobProgress
					title={`Publishing the correction of ${cycle.name}`}
					description="Until it is done everybody sees the version before. It goes on when this page is closed."
					job={publication.shown}
					url={`${account}/jobs/${publication.jobId}`}
					here={`${here}/corrections`}
				/>
			) : (
				<>{chosen ? <ReopenOne page={page} answer={answer} /> : <PublishCorrection page={page} />}</>
			)}
			{!chosen && <ReopenedTable page={page} />}
			{published && !chosen && !publication && <ReopenAll page={page} answer={answer} />}
			<Versions page={page} />
		</div>
	)
}
