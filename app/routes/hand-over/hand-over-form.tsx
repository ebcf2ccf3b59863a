import { Form } from 'react-router'
import type { HandOverReport } from '#app/data/list-handed-over.server.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/checkbox.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { FieldNotes } from '#app/ui/field.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { Pagination } from '#app/ui/pagination.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import type { HandOverAnswer } from './handle-post.server.ts'
import type { HandOverPage } from './read-page.server.ts'

/** Whom to hand over, to whom and why; or whom to take back. */
export function HandOverForm({ page, answer }: { page: HandOverPage; answer: HandOverAnswer | undefined }) {
	const { reports } = page
	const errors = answer?.errors ?? {}
	const canTakeBack = reports.some(({ delegateName, isFixed }) => delegateName && !isFixed)
	return (
		<Form method="post" noValidate className="flex max-w-form flex-col gap-6">
			<ErrorSummary
				errors={Object.entries(errors).flatMap(([field, list]) =>
					list.map((message) => ({ message, field: field || undefined })),
				)}
			/>
			<fieldset
				id="report"
				tabIndex={-1}
				data-focus-target
				aria-describedby={errors['report'] ? 'report-error' : undefined}
				className="flex min-w-0 flex-col gap-2"
			>
				<legend className="mb-2 text-lg font-semibold">Whom</legend>
				<FieldNotes id="report" errors={errors['report']} />
				{page.paging.total > reports.length && (
					<p className="text-sm text-muted">
						{formatNumber(reports.length, page.locale)} of {formatNumber(page.paging.total, page.locale)}{' '}
						people, by name. Hand over page by page: what is chosen here counts for this page alone.
					</p>
				)}
				<ul className="divide-y divide-line rounded-panel border border-line bg-panel">
					{reports.map((report) => (
						<li key={report.participantId} className="px-4 py-2">
							<Report
								report={report}
								chosen={answer?.values.reports.includes(report.participantId) ?? false}
							/>
						</li>
					))}
				</ul>
				<Pagination {...page.paging} locale={page.locale} />
			</fieldset>
			<TextField
				name="delegate"
				label="Who stands in"
				hint="E-mail, employee id or full name of somebody with a user account. They get a mail, give the manager’s side and agree with each person, who sees their name."
				autoComplete="off"
				defaultValue={answer?.values.delegate}
				errors={errors['delegate']}
			/>
			<TextField
				name="reason"
				label="Reason"
				optional
				hint="Told to whoever stands in."
				autoComplete="off"
				defaultValue={answer?.values.reason}
				errors={errors['reason']}
			/>
			<p className="max-w-prose text-sm text-pretty text-muted">
				Nobody sees a draft of somebody else. A draft of the manager’s side stays hidden from whoever stands
				in, and is replaced when they save theirs. You can take people back until their side is sent.
			</p>
			<div className="flex flex-wrap gap-3">
				<Button name="intent" value="hand-over">
					Hand over
				</Button>
				{canTakeBack && (
					<Button name="intent" value="take-back" variant="secondary">
						Take back
					</Button>
				)}
			</div>
		</Form>
	)
}

function Report({ report, chosen }: { report: HandOverReport; chosen: boolean }) {
	const { participantId, version, memberName, teamName, delegateName, delegateReason, managerSent } = report
	if (report.isFixed) {
		return (
			<p className="flex flex-wrap items-center gap-x-3 gap-y-1 py-0.5 text-sm wrap-anywhere">
				<bdi>{memberName}</bdi>
				<Badge>
					Sent by <bdi>{delegateName}</bdi>
				</Badge>
				<span className="text-muted">It stays with them.</span>
			</p>
		)
	}
	return (
		<Checkbox
			name="report"
			id={`report-${participantId}`}
			value={`${participantId}:${version}`}
			defaultChecked={chosen}
			label={
				<span className="flex flex-wrap items-center gap-x-3 gap-y-1">
					<bdi>{memberName}</bdi>
					{teamName && <span className="text-muted">{teamName}</span>}
					{delegateName && (
						<Badge tone="accent" title={delegateReason ?? undefined}>
							<bdi>{delegateName}</bdi> stands in
						</Badge>
					)}
					{managerSent && <Badge>Manager’s side sent</Badge>}
				</span>
			}
		/>
	)
}
