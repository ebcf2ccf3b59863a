import type { ReactNode } from 'react'
import { pointsChangeText, targetDistanceText, tierChangeText } from '#app/charts/change-text.ts'
import { DistributionBar } from '#app/charts/distribution-bar.tsx'
import { DistributionChart } from '#app/charts/distribution-chart.tsx'
import type { DistributionRow } from '#app/charts/distribution-chart.tsx'
import { heatStatisticWords } from '#app/charts/heat-statistic.ts'
import { tierParts } from '#app/charts/tier-parts.ts'
import { countBelowTierOneAndAHalf, shareBelowTierOneAndAHalf } from '#app/domain/statistics/share-below.ts'
import type { CoverageCell } from '#app/domain/suppression/apply-pattern.ts'
import { describeOrigin } from '#app/domain/target/target-words.ts'
import { isHalfSteps, tierOf } from '#app/domain/tier/tier.ts'
import { tierNames } from '#app/domain/tier/tier-name.ts'
import { formatNumber, formatShare, formatTarget, formatTier } from '#app/ui/format.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { Stat, Stats } from '#app/ui/stat.tsx'
import type { CellPage } from './read-page.server.ts'

type Props = { page: CellPage }

/** One text for every reason: which of them it is would say something about the people. */
const hidden = {
	title: 'Hidden to protect people',
	text: 'A figure about very few people, or one that would give theirs away, is not shown to you. Look at a larger group instead: all families together, or the team above.',
}

export function CellFigures({ page }: Props) {
	const { now } = page
	switch (now.tier.kind) {
		case 'shown':
			return (
				<>
					<TierStats page={page} />
					<TierPanel page={page} />
					<CoveragePanel page={page} coverage={now.coverage} />
				</>
			)
		case 'suppressed':
			return (
				<>
					<Notice title={hidden.title} actions={<LargerGroups page={page} />}>
						{hidden.text}
					</Notice>
					<CoveragePanel page={page} coverage={now.coverage} />
				</>
			)
		case 'not-assessed':
			return (
				<>
					<Notice title="Nobody is assessed here">
						{page.cycle.version === null
							? 'No pair has agreed on a result yet.'
							: 'People take part here, and no result was agreed before publication.'}
					</Notice>
					<CoveragePanel page={page} coverage={now.coverage} />
				</>
			)
		case 'exempt':
			return (
				<Notice title="Nobody is eligible here">
					Everybody who belongs here is exempt from this cycle or has left.
				</Notice>
			)
		case 'empty':
			return <Notice title="Nobody here">Nobody of this family takes part here in this cycle.</Notice>
	}
}

/** Where to look instead: the same links for every hidden cell of a place. */
function LargerGroups({ page: { slug, cycle, path, node, family, kept } }: Props) {
	const above = path.at(-2)
	const to = (nodeId: string, familyId: string) =>
		`/a/${slug}/heatmap/cell?${new URLSearchParams({ cycle: cycle.ref, node: nodeId, family: familyId, ...(nodeId === node.id ? kept.here : kept.cell) })}`
	return (
		<>
			{family && (
				<ButtonLink to={to(node.id, 'all')} size="small">
					All families in {node.name}
				</ButtonLink>
			)}
			{above && (
				<ButtonLink to={to(above.id, family?.id ?? 'all')} size="small">
					{family?.name ?? 'All families'} in {above.name}
				</ButtonLink>
			)}
		</>
	)
}

function TierStats({ page }: Props) {
	const { now, before, comparisonName, locale, timeZone, k, target } = page
	if (now.tier.kind !== 'shown') return null
	const { summary } = now.tier
	const tier = (halfSteps: number) => formatTier(tierOf(halfSteps), locale)
	const number = (value: number) => formatNumber(value, locale)
	const of = `of ${number(summary.n)} assessed`
	const coverage = now.coverage.kind === 'shown' ? now.coverage.coverage : null
	const median = summary.medianHalfSteps
	return (
		<Stats label="Figures">
			<Stat
				label="Mean tier"
				value={tier(summary.meanHalfSteps)}
				note={`Tiers of ${number(summary.n)} people, ${formatNumber(tierOf(summary.sumHalfSteps), locale)} together, divided by ${number(summary.n)}.`}
			/>
			<Stat
				label="Median tier"
				value={tier(median)}
				note={`${isHalfSteps(median) ? `${tierNames[median]}. ` : ''}The person in the middle; of two, the lower one.`}
			/>
			<Stat
				label="Tier 2 or above"
				value={formatShare(summary.shareAtTierTwoOrAbove, locale)}
				change={
					before &&
					`${pointsChangeText({ before: before.shareAtTierTwoOrAbove, now: summary.shareAtTierTwoOrAbove }, locale)} points`
				}
				note={`${number(summary.atTierTwoOrAbove)} ${of}.`}
			/>
			<Stat
				label="Below tier 1.5"
				value={formatShare(shareBelowTierOneAndAHalf(summary), locale)}
				note={`${number(countBelowTierOneAndAHalf(summary))} ${of}, at tier 0.5 or 1.`}
			/>
			{target && (
				<Stat
					label="From the target"
					value={targetDistanceText({ mean: summary.meanHalfSteps, target: target.halfSteps }, locale)}
					note={`Mean ${tier(summary.meanHalfSteps)}; the target ${describeOrigin(target.origin)} is ${formatTarget({ tier: tierOf(target.halfSteps), dueOn: target.dueOn }, locale, timeZone)}. It was kept with the cycle.`}
				/>
			)}
			{coverage && coverage.assessed === summary.n && (
				<Stat
					label="Coverage"
					value={formatShare(coverage.share, locale)}
					note={`${number(coverage.assessed)} of ${number(coverage.eligible)} eligible.`}
				/>
			)}
			<Stat
				label={comparisonName ? `Change since ${comparisonName}` : 'Change'}
				value={
					before ? tierChangeText({ before: before.meanHalfSteps, now: summary.meanHalfSteps }, locale) : '–'
				}
				note={
					before
						? `Mean ${tier(before.meanHalfSteps)} of ${number(before.n)} assessed then.`
						: `Compared only where both cycles show a figure here, of ${number(k)} people or more.`
				}
			/>
		</Stats>
	)
}

function TierPanel({ page }: Props) {
	const { now, before, cycle, comparisonName, locale, families, slug, node, kept } = page
	if (now.tier.kind !== 'shown') return null
	const people = (n: number) => `${formatNumber(n, locale)} assessed`
	const title = `${heatStatisticWords.distribution.title}, ${cycle.name}`
	const row = (id: string, label: string, summary: { n: number; distribution: readonly number[] }) => ({
		id,
		label,
		note: people(summary.n),
		parts: tierParts(summary, locale),
	})
	const rows: DistributionRow[] =
		families.length > 0
			? families.flatMap(({ id, name, cell }) =>
					cell.tier.kind === 'shown'
						? [
								{
									...row(id, name, cell.tier.summary),
									href: `/a/${slug}/heatmap/cell?${new URLSearchParams({ cycle: cycle.ref, node: node.id, family: id, ...kept.here })}`,
								},
							]
						: [],
				)
			: [
					row('now', cycle.name, now.tier.summary),
					...(before ? [row('before', comparisonName ?? 'Before', before)] : []),
				]
	return (
		<Panel title="Who stands where" description="People at each tier.">
			<div className="flex flex-col gap-6">
				<DistributionBar label={title} parts={tierParts(now.tier.summary, locale)} />
				{rows.length > 1 && (
					<DistributionChart
						title={families.length > 0 ? `${title}, by family` : 'Against the cycle before, in shares'}
						rows={rows}
						measure={families.length > 0 ? 'count' : 'share'}
						locale={locale}
					/>
				)}
			</div>
		</Panel>
	)
}

/** The four states where the reader sees everybody, else assessed and not. */
function CoveragePanel({ page, coverage }: Props & { coverage: CoverageCell }) {
	const { locale, now } = page
	if (coverage.kind !== 'shown') return null
	const { coverage: counted, states } = coverage
	const number = (value: number) => formatNumber(value, locale)
	const notAssessed = counted.eligible - counted.assessed
	const parts = [
		{ label: 'Assessed', count: counted.assessed, as: 'assessed' as const },
		{ label: 'Not assessed', count: notAssessed, as: 'notAssessed' as const },
		...(states
			? [
					{ label: 'Exempt', count: states.exempt, as: 'exempt' as const },
					{ label: 'Left', count: states.left, as: 'left' as const },
				]
			: []),
	].map((part) => ({ ...part, text: number(part.count) }))
	const notes: ReactNode[] = [
		`${number(counted.assessed)} of ${number(counted.eligible)} eligible people are assessed${counted.share === null ? '' : `, ${formatShare(counted.share, locale)}`}.`,
		states && 'Exempt people and people who left are not eligible.',
		states &&
			states.singleRater > 0 &&
			`${number(states.singleRater)} of those assessed by one rater alone, because the other can’t answer.`,
		now.tier.kind === 'shown' &&
			now.tier.summary.n !== counted.assessed &&
			'Not every family that is counted here is shown with its tiers.',
	]
	return (
		<Panel title="Who is counted">
			<div className="flex flex-col gap-4">
				<DistributionBar label="Participants by state" parts={parts} emptyText="Nobody is eligible." />
				<p className="max-w-prose text-sm text-muted">{notes.filter(Boolean).join(' ')}</p>
			</div>
		</Panel>
	)
}
