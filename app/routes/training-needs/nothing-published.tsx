import { Link } from 'react-router'
import { ButtonLink } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { TrainingNeedsPage } from './read-page.server.ts'

export function NothingPublished({ page }: { page: Extract<TrainingNeedsPage, { kind: 'nothing' }> }) {
	const { slug, runsCycles, setsTargets } = page
	return (
		<div className="stack">
			<PageHeader title="Training needs" description="Who lacks which step to reach their target." />
			<EmptyState
				title="Nothing is published yet"
				action={
					runsCycles && (
						<ButtonLink to={`/a/${slug}/cycles`} variant="primary">
							Go to the cycles
						</ButtonLink>
					)
				}
			>
				<p>
					Training needs come from the answers that people and their managers agreed, once a cycle is
					published.
					{setsTargets && (
						<>
							{' '}
							Until then you can{' '}
							<Link to={`/a/${slug}/targets`} className="link">
								set the targets
							</Link>
							.
						</>
					)}
				</p>
			</EmptyState>
		</div>
	)
}
