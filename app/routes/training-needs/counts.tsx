import { Link, useLocation } from 'react-router'
import { describeOrigin } from '#app/domain/target/target-words.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import type { TransitionStep } from '#app/domain/training-need/transition-steps.ts'
import { findTransition } from '#app/domain/training-need/transition-steps.ts'
import { StateBadge } from '#app/ui/badge.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { formatNumber, formatShare, formatTarget, formatTier } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { ProgressBar } from '#app/ui/progress-bar.tsx'
import { changeSearch } from '#app/ui/search.ts'
import type { NeedsPage } from './read-page.server.ts'

type CountsPage = NonNullable<NeedsPage['counts']>
type Count = CountsPage['counts'][number]

/** How many stand below target, for readers who see groups: only from what the heatmap shows them. */
export function Counts({ page, counts }: { page: NeedsPage; counts: CountsPage }) {
	const { targets, k, locale } = page
	const { search } = useLocation()
	const href = (id: string, i: number) => changeSearch(search, { team: i === 0 ? null : id })
	const isShown = (familyId: string) =>
		counts.counts.some((one) => one.familyId === familyId && one.count.kind === 'shown')
	const families = targets
		.filter(({ familyId }) => counts.counts.some((count) => count.familyId === familyId))
		.toSorted((a, b) => Number(isShown(b.familyId)) - Number(isShown(a.familyId)))
	return (
		<section aria-labelledby="counts" className="flex flex-col gap-4">
			<div className="flex flex-col gap-2">
				<h2 id="counts">Below target in {counts.node.name}</h2>
				<p className="max-w-prose text-sm text-muted">
					Counted from the groups that the heatmap shows you. A figure about fewer than{' '}
					{formatNumber(k, locale)} people is hidden, and so is what would give it away. The target is the one
					that holds for {counts.node.name} and the family as a whole: what is set for teams below or for
					single people is not in it.
				</p>
				{counts.path.length > 1 && (
					<Breadcrumbs
						label="Teams above"
						items={counts.path.map(({ id, name }, i) => ({ label: name, href: href(id, i) }))}
					/>
				)}
				{counts.children.length > 0 && (
					<p className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
						<span className="text-muted">Look into</span>
						{counts.children.map(({ id, name }) => (
							<Link key={id} to={changeSearch(search, { team: id })} className="link" preventScrollReset>
								{name}
							</Link>
						))}
					</p>
				)}
			</div>
			<div className="grid items-start gap-4 lg:grid-cols-2">
				{families.map((family) => (
					<FamilyCounts
						key={family.familyId}
						family={family}
						counts={counts.counts.filter(({ familyId }) => familyId === family.familyId)}
						page={page}
					/>
				))}
			</div>
		</section>
	)
}

function FamilyCounts({
	family: { familyName, target },
	counts,
	page: { locale, timeZone },
}: {
	family: NeedsPage['targets'][number]
	counts: readonly Count[]
	page: NeedsPage
}) {
	const shown = counts.some(({ count }) => count.kind === 'shown')
	return (
		<Panel
			title={familyName}
			headingLevel={3}
			description={
				target
					? `Target: ${formatTarget({ tier: tierOf(target.halfSteps), dueOn: target.dueOn }, locale, timeZone)}, ${describeOrigin(target.origin)}`
					: 'No target is set.'
			}
		>
			{target && (
				<ul className="flex flex-col gap-3 text-sm">
					{/* One word for a family of which nothing is shown. */}
					{(shown ? counts : counts.slice(0, 1)).map(({ questionKey, question, count }) => (
						<li key={questionKey ?? 'tier'}>
							<CountLine
								label={question ?? 'Tier as a whole'}
								count={count}
								transition={questionKey === null ? undefined : findTransition(questionKey)}
								locale={locale}
							/>
						</li>
					))}
				</ul>
			)}
		</Panel>
	)
}

type LineProps = {
	label: string
	count: Count['count']
	/** A skill that leads to a level, whatever the question. */
	transition: TransitionStep | undefined
	locale: string
}

function CountLine({ label, count, transition, locale }: LineProps) {
	if (count.kind === 'shown') {
		const { below, n } = count
		const aim = transition ? `tier ${formatTier(tierOf(transition.toHalfSteps), locale)}` : 'target'
		return (
			<ProgressBar
				label={label}
				value={n - below}
				max={n}
				text={`${formatNumber(below, locale)} of ${formatNumber(n, locale)} below · ${formatShare((n - below) / n, locale)} at ${aim}`}
			/>
		)
	}
	const state = count.kind === 'suppressed' || count.kind === 'exempt' ? count.kind : 'not-assessed'
	return (
		<span className="flex flex-wrap items-center justify-between gap-x-4">
			<span className="font-medium">{label}</span>
			<StateBadge state={state} />
		</span>
	)
}
