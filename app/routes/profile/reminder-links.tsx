import { Link } from 'react-router'
import { Panel } from '#app/ui/panel.tsx'

/** Each account reminds by its own calendar, so what one wants to be told is chosen for each. */
export function ReminderLinks({ accounts }: { accounts: readonly { slug: string; name: string }[] }) {
	if (accounts.length === 0) return null
	return (
		<Panel
			title="Reminders"
			description="Get only the essential mails about check-ins, or none of the others before a day."
		>
			<ul className="flex flex-col gap-2 text-sm">
				{accounts.map(({ slug, name }) => (
					<li key={slug}>
						<Link to={`/a/${slug}/reminders`} className="link">
							Your reminders in <bdi>{name}</bdi>
						</Link>
					</li>
				))}
			</ul>
		</Panel>
	)
}
