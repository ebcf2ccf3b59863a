import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { getSavedReport } from '#app/data/reports/get-saved-report.server.ts'
import { readForm } from '#app/lib/form.server.ts'
import { notFound, refuse } from '#app/lib/http.server.ts'
import { AnswerNotice } from '#app/ui/answer-notice.tsx'
import { freshAfterRefusal } from '#app/ui/fresh-after-refusal.ts'
import type { Route } from './+types/route.ts'
import { actions } from './actions.server.ts'
import { DefaultPanel } from './default-panel.tsx'
import { OwnerPanel } from './owner-panel.tsx'
import { readReportPage } from './read-page.server.ts'
import { ReportHeader } from './report-header.tsx'
import { SchedulePanel } from './schedule-panel.tsx'

export async function loader({ context, params }: Route.LoaderArgs) {
	const session = requireAccess(context, 'heatmap.read')
	const report = await getSavedReport(session.scope, session.person, params)
	if (!report) throw notFound()
	return readReportPage(session, report)
}

const intentSchema = z.enum(['change', 'remove', 'schedule', 'stop', 'begin'])

export async function action({ request, context, params }: Route.ActionArgs) {
	const session = requireAccess(context, 'heatmap.read')
	const report = await getSavedReport(session.scope, session.person, params)
	if (!report) throw notFound()
	const form = await readForm(request)
	const intent = intentSchema.safeParse(form.get('intent'))
	if (!intent.success) throw refuse('invalid')
	return actions[intent.data]({ session, reportId: report.id, form })
}

export const shouldRevalidate = freshAfterRefusal

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${loaderData?.name ?? 'A saved report'} · Contour` },
]

export default function SavedReport({ loaderData: page, actionData: answer }: Route.ComponentProps) {
	return (
		<div className="stack max-w-form">
			<ReportHeader page={page} />
			{answer?.message && (
				<AnswerNotice tone="error" title="Nothing was changed">
					{answer.message}
				</AnswerNotice>
			)}
			{page.isView && <DefaultPanel isDefault={page.isDefault} />}
			<SchedulePanel page={page} answer={answer} />
			{page.isOwn && <OwnerPanel page={page} answer={answer} />}
		</div>
	)
}
