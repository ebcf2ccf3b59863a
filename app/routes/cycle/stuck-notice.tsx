import { Link } from 'react-router'
import { peopleText } from '#app/lib/people-text.ts'
import { Notice } from '#app/ui/notice.tsx'
import type { CyclePage } from './read-page.server.ts'

/** How many managers are named before the rest is counted. */
const most = 5

/** Managers who have left, and whom nobody further up can stand in for: their people are for HR to settle. */
export function StuckNotice({ page }: { page: CyclePage }) {
	if (!('stuck' in page) || page.stuck.length === 0) return null
	const { stuck, locale } = page
	const people = stuck.reduce((sum, one) => sum + one.people, 0)
	return (
		<Notice tone="warning" title={`The manager of ${peopleText(people, locale)} is gone`}>
			<p>
				Nobody further up the line can sign in and stand in. What the people themselves have sent counts
				alone, and where both sides are in, you record what they agree.
			</p>
			<ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
				{stuck.slice(0, most).map(({ name, people: count }) => (
					<li key={name}>
						<Link to={`?${new URLSearchParams({ view: 'people', search: name })}`} className="link">
							<bdi>{name}</bdi>
						</Link>
						: {peopleText(count, locale)}
					</li>
				))}
				{stuck.length > most && <li>and {stuck.length - most} more</li>}
			</ul>
		</Notice>
	)
}
