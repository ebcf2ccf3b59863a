import { describeOrigin } from '#app/domain/target/target-words.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { formatTarget } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { PersonProgressPage } from './read-page.server.ts'

/** The target that holds now and where it comes from, for those who read the person's training needs. */
export function HeldTarget({ page }: { page: PersonProgressPage }) {
	const { target, isSelf, setsTargets, member, slug, locale, timeZone } = page
	if (!target && !setsTargets) return null
	const what =
		target && formatTarget({ tier: tierOf(target.halfSteps), dueOn: target.dueOn }, locale, timeZone)
	return (
		<Panel
			title={isSelf ? 'Your target' : 'Target'}
			actions={
				setsTargets && (
					<ButtonLink to={`/a/${slug}/targets/people/${member.id}`} size="small">
						Change
					</ButtonLink>
				)
			}
		>
			<p className="max-w-prose text-sm text-pretty">
				{target ? (
					<>
						To reach {what}, {describeOrigin(target.origin, { isOwn: isSelf })}. The next cycle that is
						published is measured by what holds then.
					</>
				) : (
					'None holds: none is set for the person, the team, the family or the company.'
				)}
			</p>
		</Panel>
	)
}
