import { Form } from 'react-router'
import { Button } from '#app/ui/button.tsx'
import { TimeText } from '#app/ui/format.tsx'
import { OutsideLink } from '#app/ui/outside-link.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextAreaField, TextField } from '#app/ui/text-field.tsx'
import type { ItemPage } from './read-page.server.ts'
import type { ItemAnswer } from './save-item.server.ts'

/** What shows that the item is done: a deliverable without any keeps its phase open. */
export function Evidence({ page, typed }: { page: ItemPage; typed: ItemAnswer['evidence'] }) {
	const { item, mayEdit, keys, locale, timeZone } = page
	return (
		<Panel
			title="Evidence"
			description="What shows that it is done. A deliverable needs some before its phase can be closed."
		>
			<div className="flex flex-col gap-5">
				{item.evidenceList.length === 0 ? (
					<p className="text-sm text-muted">Nothing yet.</p>
				) : (
					<ul className="flex flex-col gap-4">
						{item.evidenceList.map(({ id, note, url, by, at }) => (
							<li key={id} className="flex flex-col gap-1 text-sm">
								<p className="wrap-anywhere whitespace-pre-line">
									<bdi>{note}</bdi>
								</p>
								{url && <OutsideLink href={url} />}
								<p className="flex flex-wrap items-center justify-between gap-2 text-muted">
									<span>
										<bdi>{by ?? 'Somebody who has left'}</bdi> ·{' '}
										<TimeText value={at} locale={locale} timeZone={timeZone} />
									</span>
									{mayEdit && (
										<Form method="post">
											<input type="hidden" name="intent" value="remove-evidence" />
											<input type="hidden" name="evidenceId" value={id} />
											<Button variant="quiet" size="small" aria-label={`Remove the evidence “${note}”`}>
												Remove
											</Button>
										</Form>
									)}
								</p>
							</li>
						))}
					</ul>
				)}
				{mayEdit && (
					<Form method="post" className="flex flex-col gap-3">
						<input type="hidden" name="intent" value="add-evidence" />
						<input type="hidden" name="idempotencyKey" value={keys.evidence} />
						<TextAreaField
							name="note"
							id="evidence-note"
							label="What shows it"
							rows={2}
							defaultValue={typed?.note}
							maxLength={1000}
							required
						/>
						<TextField
							name="url"
							id="evidence-url"
							type="url"
							label="Where to see it"
							optional
							placeholder="https://"
							defaultValue={typed?.url}
							maxLength={2000}
						/>
						<div>
							<Button variant="secondary">Add evidence</Button>
						</div>
					</Form>
				)}
			</div>
		</Panel>
	)
}
