import { OutsideLink } from '#app/ui/outside-link.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { PersonProgressPage } from './read-page.server.ts'

/** Links and notes given with answers of closed pairs, the newest cycle first. */
export function EvidenceList({ page }: { page: PersonProgressPage }) {
	const { evidence, isSelf, member } = page
	if (evidence.length === 0) return null
	return (
		<Panel title="Evidence" description="Given with the answers, and seen once both sides were in.">
			<div className="flex flex-col gap-6">
				{evidence.map(({ cycle, items }) => (
					<section key={cycle.participantId} className="flex flex-col gap-3">
						<h3 className="text-sm">{cycle.cycleName}</h3>
						<ul className="flex flex-col gap-3 text-sm">
							{items.map(({ questionKey, rater, question, url, note }) => (
								<li key={`${questionKey} ${rater}`} className="flex min-w-0 flex-col gap-1">
									<span className="text-muted">
										{question} ·{' '}
										{rater === 'manager' ? (
											<bdi>{cycle.raterName ?? 'the manager'}</bdi>
										) : isSelf ? (
											'you'
										) : (
											<bdi>{member.name}</bdi>
										)}
									</span>
									{url && <OutsideLink href={url} />}
									{note && (
										<p dir="auto" className="max-w-prose whitespace-pre-wrap">
											{note}
										</p>
									)}
								</li>
							))}
						</ul>
					</section>
				))}
			</div>
		</Panel>
	)
}
