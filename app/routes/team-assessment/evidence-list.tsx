import { Form, Link } from 'react-router'
import { Badge } from '#app/ui/badge.tsx'
import { Button } from '#app/ui/button.tsx'
import { formatDate, formatNumber } from '#app/ui/format.tsx'
import { OutsideLink } from '#app/ui/outside-link.tsx'
import type { AssessmentPage } from './read-page.server.ts'

type Props = {
	page: AssessmentPage
	checkKey: string
	items: AssessmentPage['checks'][number]['evidence']
}

/** What a check stands on, with the day on which each piece ends. */
export function EvidenceList({ page, checkKey, items }: Props) {
	const { slug, head, locale, timeZone, agrees, memberId } = page
	if (items.length === 0) return agrees ? <p className="text-sm text-muted">No evidence yet.</p> : null
	const day = (value: string) => formatDate(value, locale, timeZone)
	return (
		<ul aria-label="Evidence" className="flex flex-col gap-3 text-sm">
			{items.map((item) => (
				<li key={item.id} className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
					<div className="flex min-w-0 flex-1 basis-60 flex-col gap-0.5">
						<span className="max-w-prose whitespace-pre-line wrap-anywhere">{item.text}</span>
						{item.url && <OutsideLink href={item.url} />}
						{item.metricId && item.periodOn && (
							<Link to={`/a/${slug}/metrics/${item.metricId}?node=${head.teamId}`} className="link w-fit">
								{item.metricName}, {formatDate(item.periodOn, locale, timeZone, 'month')}
							</Link>
						)}
						<span className="text-muted">
							<bdi>{item.byName}</bdi> · {day(item.datedOn)}
							{item.expiresOn && ` · holds until ${day(item.expiresOn)}`}
							{item.otherTeams > 0 &&
								` · also for ${formatNumber(item.otherTeams, locale)} other ${item.otherTeams === 1 ? 'team' : 'teams'}`}
						</span>
					</div>
					{item.expiresOn && item.expiresOn < head.today && <Badge tone="late">Expired</Badge>}
					{agrees && (head.facilitates || item.byId === memberId) && (
						<Form method="post">
							<input type="hidden" name="checkKey" value={checkKey} />
							<input type="hidden" name="evidenceId" value={item.id} />
							<Button variant="quiet" size="small" name="intent" value="remove">
								Take off<span className="sr-only">: {item.text}</span>
							</Button>
						</Form>
					)}
				</li>
			))}
		</ul>
	)
}
