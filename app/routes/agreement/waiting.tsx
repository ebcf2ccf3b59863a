import { ButtonLink } from '#app/ui/button.tsx'
import { CheckInStageBadge } from '#app/ui/check-in-stage-badge.tsx'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { AgreementPage } from './read-page.server.ts'
import { nameOf } from './side-by-side.tsx'

/** Who is in and who is not: never what they say. */
export function Waiting({ page }: { page: AgreementPage }) {
	const { viewer, sent, can, slug, participantId, next } = page
	const mine = viewer === 'self' || viewer === 'manager' ? viewer : null
	const here = `/a/${slug}/check-ins`
	return (
		<Panel
			title={mine && sent[mine] ? 'Waiting for the other side' : 'Not in yet'}
			description="Nobody sees the other side before both are in."
			footer={
				<>
					{mine && !sent[mine] ? (
						<ButtonLink to={`${here}/${participantId}`} variant="primary">
							Go to your check-in
						</ButtonLink>
					) : next ? (
						<ButtonLink to={next.href} variant="primary">
							<span className="max-w-64 truncate">
								Next: <bdi>{next.name}</bdi>
							</span>
						</ButtonLink>
					) : (
						<ButtonLink to={here}>All check-ins</ButtonLink>
					)}
					{mine && sent[mine] && (
						<ButtonLink to={`${here}/${participantId}`} variant="quiet">
							What you sent
						</ButtonLink>
					)}
				</>
			}
		>
			<DefinitionList
				items={(['self', 'manager'] as const).map((rater) => ({
					term: <bdi>{nameOf(page, rater)}</bdi>,
					value: sent[rater] ? (
						<CheckInStageBadge stage="waiting">Sent</CheckInStageBadge>
					) : can[rater] ? (
						<CheckInStageBadge stage="due">Not sent yet</CheckInStageBadge>
					) : (
						<span className="text-muted">Can’t sign in</span>
					),
				}))}
			/>
		</Panel>
	)
}
