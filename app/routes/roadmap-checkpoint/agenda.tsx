import { Link } from 'react-router'
import { formatDate } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { CheckpointPage } from './read-page.server.ts'

/** What changed since the last checkpoint. */
export function Agenda({ page }: { page: CheckpointPage }) {
	const { sections, since, checkpoint, plan, locale, root } = page
	return (
		<Panel
			title={checkpoint.heldOn === null ? 'Agenda' : 'What had changed'}
			description={
				since === null
					? 'Since the plan began.'
					: `Since the checkpoint of ${formatDate(since, locale, 'UTC')}.`
			}
		>
			{sections.length === 0 ? (
				<p className="text-sm text-muted">Nothing.</p>
			) : (
				<div className="flex flex-col gap-5">
					{sections.map(({ title, lines }) => (
						<section key={title} className="flex flex-col gap-1.5">
							<h3 className="text-sm font-semibold">{title}</h3>
							<ul className="flex flex-col gap-1.5 text-sm">
								{lines.map(({ text, itemId, note }, index) => (
									<li key={itemId ?? index} className="wrap-anywhere">
										{itemId === null ? (
											<bdi>{text}</bdi>
										) : (
											<Link to={`${root}/${plan.id}/items/${itemId}`} className="link">
												<bdi>{text}</bdi>
											</Link>
										)}
										{note !== null && (
											<span className="text-muted">
												{' · '}
												<bdi>{note}</bdi>
											</span>
										)}
									</li>
								))}
							</ul>
						</section>
					))}
				</div>
			)}
		</Panel>
	)
}
