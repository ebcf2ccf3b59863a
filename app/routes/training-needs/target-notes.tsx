import { ButtonLink } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { NeedsPage } from './read-page.server.ts'

/** Where a target is missing, or was set only after publication. */
export function TargetNotes({ page: { targets, setsTargets, slug, cycle } }: { page: NeedsPage }) {
	const concerned = targets.filter(({ takesPart }) => takesPart)
	const names = (list: typeof concerned) => list.map(({ familyName }) => familyName).join(', ')
	const missing = concerned.filter(({ target }) => target === null)
	const later = concerned.filter(({ target }) => target && !target.isFrozen)
	return (
		<>
			{missing.length > 0 && (
				<Notice
					tone="warning"
					title={`No target for ${names(missing)}`}
					actions={
						setsTargets && (
							<ButtonLink to={`/a/${slug}/targets`} size="small">
								Set targets
							</ButtonLink>
						)
					}
				>
					None holds for {missing.length === 1 ? 'this family' : 'these families'} as a whole. Whoever has no
					target of their own or of a team lacks no step, and is not in this report.
				</Notice>
			)}
			{later.length > 0 && (
				<Notice title={`Measured against a later target: ${names(later)}`}>
					{cycle.name} was published without {later.length === 1 ? 'one' : 'them'}, so what holds now counts
					here and the report changes with it. What was set before publication stays as it was.
				</Notice>
			)}
		</>
	)
}
