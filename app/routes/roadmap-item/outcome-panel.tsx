import { Form } from 'react-router'
import { Button } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { TimeText } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextAreaField } from '#app/ui/text-field.tsx'
import type { ItemPage } from './read-page.server.ts'

/** Whether an outcome is met, and by what. */
export function OutcomePanel({ page }: { page: ItemPage }) {
	const { item, sentence, mayApprove, locale, timeZone } = page
	const rule = item.outcome
	return (
		<Panel title="Is it met?" id="outcome">
			<div className="flex max-w-form flex-col gap-4 text-sm">
				{rule === null && (
					<p>Nobody has said yet how it is met: by a metric, or by a note that is approved.</p>
				)}
				{rule?.by === 'metric' && (
					<>
						<p>{sentence?.says ?? 'The metric has not been looked at yet. That happens within a minute.'}</p>
						{sentence?.isWithheld && (
							<p className="text-muted">Its figures are for those who may read this metric here.</p>
						)}
						{item.checkedAt && (
							<p className="text-muted">
								Looked at{' '}
								<TimeText value={item.checkedAt} locale={locale} timeZone={timeZone} style="dateTime" />
							</p>
						)}
					</>
				)}
				{item.approvalNote && (
					<Notice tone="success" title={`Approved by ${item.approvedBy ?? 'somebody who has left'}`}>
						<bdi className="whitespace-pre-line">{item.approvalNote}</bdi>
					</Notice>
				)}
				{rule?.by === 'note' &&
					item.state !== 'done' &&
					(mayApprove ? (
						<Form method="post" className="flex flex-col items-start gap-3">
							<input type="hidden" name="intent" value="approve" />
							<input type="hidden" name="version" value={item.version} />
							<div className="w-full">
								<TextAreaField
									name="note"
									id="approval"
									label="What shows that it is met"
									rows={3}
									maxLength={1000}
									required
								/>
							</div>
							<Button variant="secondary">Approve: it is met</Button>
						</Form>
					) : (
						<p>A sponsor of the plan approves the note by which it is met.</p>
					))}
			</div>
		</Panel>
	)
}
