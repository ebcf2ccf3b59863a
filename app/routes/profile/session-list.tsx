import { Monitor } from 'lucide-react'
import { Form } from 'react-router'
import { Badge } from '#app/ui/badge.tsx'
import { BrowserTime, useBrowserTimeZone } from '#app/ui/browser-time.tsx'
import { Button } from '#app/ui/button.tsx'
import { Panel } from '#app/ui/panel.tsx'

type Session = { id: string; device: string; createdAt: Date; lastUsedAt: Date; isThis: boolean }

/** A user belongs to no one account: the times are in one format for all, where the browser is. */
const locale = 'en-GB'

export function SessionList({ sessions }: { sessions: readonly Session[] }) {
	const timeZone = useBrowserTimeZone()
	return (
		<Panel
			title="Where you are signed in"
			description={`A session ends when it was not used for 14 days, and after 90 days at the latest. Times are in ${timeZone.replaceAll('_', ' ')}.`}
			actions={
				sessions.length > 1 && (
					<Form method="post">
						<input type="hidden" name="intent" value="end-others" />
						<Button variant="secondary" size="small">
							End all others
						</Button>
					</Form>
				)
			}
		>
			<ul className="flex flex-col divide-y divide-line">
				{sessions.map(({ id, device, createdAt, lastUsedAt, isThis }) => (
					<li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
						<Monitor aria-hidden className="size-5 shrink-0 text-muted" />
						<div className="min-w-0 flex-1 text-sm">
							<p className="flex flex-wrap items-center gap-2 font-medium">
								{device}
								{isThis && <Badge tone="accent">This one</Badge>}
							</p>
							<p className="text-muted">
								Signed in <BrowserTime value={createdAt} locale={locale} />, last used{' '}
								<BrowserTime value={lastUsedAt} locale={locale} />
							</p>
						</div>
						{!isThis && (
							<Form method="post">
								<input type="hidden" name="intent" value="end-session" />
								<input type="hidden" name="sessionId" value={id} />
								<Button variant="quiet" size="small" aria-label={`End the session of ${device}`}>
									End
								</Button>
							</Form>
						)}
					</li>
				))}
			</ul>
		</Panel>
	)
}
