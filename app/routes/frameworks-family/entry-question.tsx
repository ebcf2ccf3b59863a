import { tierOf } from '#app/domain/tier/tier.ts'
import { formatTier } from '#app/ui/format.tsx'
import { OriginBadge } from '#app/ui/origin-badge.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TierMark } from '#app/ui/tier-badge.tsx'
import type { FamilyPage } from './read-family.server.ts'

/** Comes before the questions and is never the source's: it alone decides about tier 0.5. */
export function EntryQuestion({ entry, locale }: { entry: FamilyPage['family']['entry']; locale: string }) {
	return (
		<Panel
			title={`First: ${entry.text}`}
			headingLevel={3}
			description={entry.hint}
			actions={<OriginBadge origin={entry.origin} />}
		>
			<div className="flex flex-col gap-4 text-sm">
				<ul className="grid gap-x-8 gap-y-2 sm:grid-cols-2">
					<li className="flex items-start gap-3">
						<TierMark halfSteps={entry.below.halfSteps}>
							{formatTier(tierOf(entry.below.halfSteps), locale)}
						</TierMark>
						<span className="pt-0.5">{entry.below.text}</span>
					</li>
					<li className="flex items-start gap-3">
						<span
							aria-hidden
							className="grid h-6 min-w-8 place-items-center rounded-sm text-xs text-muted ring-1 ring-control ring-inset"
						>
							↓
						</span>
						<span className="pt-0.5">
							{entry.goOn.text}: <span className="text-muted">on to the questions below</span>
						</span>
					</li>
				</ul>
				<p className="text-muted">
					The source has no option for tier {formatTier(tierOf(entry.below.halfSteps), locale)}, so this
					question stands before its own.
				</p>
			</div>
		</Panel>
	)
}
