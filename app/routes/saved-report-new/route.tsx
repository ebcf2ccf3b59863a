import { Form } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { liveCycle } from '#app/data/read-heatmap-view.server.ts'
import { addSavedReport, mostSavedReports } from '#app/data/reports/add-saved-report.server.ts'
import { mayFollowCycles, reports } from '#app/domain/report/report-kinds.ts'
import { savedReportFormSchema } from '#app/domain/report/saved-report-form.ts'
import { idempotencyKey, newIdempotencyKey, parseForm } from '#app/lib/form.server.ts'
import { refusal } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { AnswerNotice } from '#app/ui/answer-notice.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/checkbox.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SavedReportFields } from '#app/ui/saved-report-fields.tsx'
import type { Route } from './+types/route.ts'
import { newestCycleSchema, readDraft, withoutCycle } from './read-draft.server.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
	const session = requireAccess(context, 'heatmap.read')
	const { kind, parameters, ...draft } = await readDraft(session, new URL(request.url))
	return {
		name: reports[kind].name,
		...draft,
		/** As it stands now is another thing than the newest published figures. */
		isLive: parameters['cycle'] === liveCycle,
		idempotencyKey: newIdempotencyKey(),
	}
}

type Answer = { errors: string[]; message?: string; values: { name: string; isShared: boolean } }

const schema = savedReportFormSchema.extend({ idempotencyKey }).and(newestCycleSchema)

export async function action({ request, context }: Route.ActionArgs) {
	const session = requireAccess(context, 'heatmap.read')
	const { scope, account } = session
	const { kind, parameters } = await readDraft(session, new URL(request.url))
	const submission = await parseForm(request, schema)
	if (submission.status !== 'success') {
		const { name, isShared } = submission.payload
		const values = { name: typeof name === 'string' ? name : '', isShared: isShared === 'yes' }
		const errors = submission.reply().error ?? {}
		return refusal<Answer>({
			errors: errors['name'] ?? Object.values(errors).flatMap((one) => one ?? []),
			values,
		})
	}
	const { isNewest, ...form } = submission.value
	const kept = isNewest && mayFollowCycles(kind) ? withoutCycle(parameters) : parameters
	const added = await addSavedReport(scope, { ...form, kind, parameters: kept })
	if (!added.ok) {
		const message = `You have ${mostSavedReports} saved reports, which is as many as fit. Remove one first.`
		return refusal<Answer>({ errors: [], message, values: form })
	}
	return redirectWithNotice(`/a/${account.slug}/reports/saved/${added.id}`, 'The report is saved.')
}

export const meta: Route.MetaFunction = () => [{ title: 'Save a report · Contour' }]

export default function SavedReportNew({
	loaderData: page,
	actionData: answer,
	params,
}: Route.ComponentProps) {
	const root = `/a/${params.account}/reports`
	return (
		<div className="stack max-w-form">
			<PageHeader
				above={<Breadcrumbs items={[{ label: 'Reports', href: root }, { label: 'Save a report' }]} />}
				title={`Save ${page.name.toLowerCase()} under a name`}
				description="It shows what is true when it is opened, never a copy of today."
			/>
			{answer?.message && (
				<AnswerNotice tone="error" title="Not saved">
					{answer.message}
				</AnswerNotice>
			)}
			<Panel>
				<Form method="post" className="flex flex-col items-start gap-5 *:w-full">
					<input type="hidden" name="idempotencyKey" value={page.idempotencyKey} />
					<SavedReportFields
						name={answer?.values.name ?? ''}
						isShared={answer?.values.isShared ?? false}
						errors={answer?.errors}
					/>
					{page.cycleLines && (
						<Checkbox
							name="isNewest"
							value="yes"
							defaultChecked={!page.isLive}
							label={`Always of the newest ${page.isLive ? 'published ' : ''}cycle, in place of: ${page.cycleLines.join(' · ')}`}
						/>
					)}
					<p className="text-sm text-muted">
						{page.lines.length > 0
							? `Saved with it: ${page.lines.join(' · ')}.`
							: 'It is saved without a filter.'}
						{page.leftOut && ' The words that you searched for are not saved: they may be somebody’s name.'}
					</p>
					<div className="flex w-fit! gap-3">
						<Button>Save</Button>
						<ButtonLink to={root}>Cancel</ButtonLink>
					</div>
				</Form>
			</Panel>
		</div>
	)
}
