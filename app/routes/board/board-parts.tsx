import { HeatmapTable } from '#app/charts/heatmap-table.tsx'
import { Legend } from '#app/charts/legend.tsx'
import { tierNames } from '#app/domain/tier/tier-name.ts'
import { allHalfSteps, tierOf } from '#app/domain/tier/tier.ts'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { formatDate, formatNumber, formatTier, sayParts, sayPublished } from '#app/ui/format.tsx'
import type { BoardPageOf } from './read-page.server.ts'

type Page = BoardPageOf<'board'>
type Props = { page: Page }

/** Of whom and when, in one line below the title. */
export function asOfBoard({
	accountName,
	isRoot,
	cycle,
	assessed,
	coverage,
	isPartial,
	locale,
	timeZone,
}: Page) {
	return sayParts(
		!isRoot && accountName,
		cycle.name,
		sayPublished(cycle.publishedAt, locale, timeZone),
		assessed,
		coverage && `coverage ${coverage}`,
		isPartial && 'without hidden families',
	)
}

/** What an executive needs of it, in sentences made of the figures that the reader gets. */
export function Sentences({ page: { sentences } }: Props) {
	return (
		<ul className="board-sentences">
			{sentences.map((sentence) => (
				<li key={sentence}>{sentence}</li>
			))}
		</ul>
	)
}

export function TeamsTable({ page }: Props) {
	const { teams, cycle, node, locale } = page
	return (
		<HeatmapTable
			caption={`Mean tier by team and role family, ${node.name}, ${cycle.name}`}
			captionHidden
			rowsLabel="Team"
			columns={teams.columns}
			total={teams.total}
			rows={teams.rows}
			scale="tier"
		>
			{teams.more > 0 && (
				<p className="text-sm text-muted">
					The first {formatNumber(teams.rows.length, locale)} teams by name; the heatmap has{' '}
					{formatNumber(teams.more, locale)} more.
				</p>
			)}
		</HeatmapTable>
	)
}

export function FamilyTable({ page }: Props) {
	const { byFamily, cycle, node } = page
	return (
		<HeatmapTable
			caption={`Coverage, mean tier, change and people at each tier by role family, ${node.name}, ${cycle.name}`}
			captionHidden
			rowsLabel="Role family"
			columns={byFamily.columns}
			total={byFamily.total}
			rows={byFamily.rows}
			scale="tier"
		/>
	)
}

export function BoardLegend({ page: { locale, isSuppressed, comparisonName, hasUncompared } }: Props) {
	return (
		<Legend
			title="Skill progression, tiers"
			scale="tier"
			stops={allHalfSteps.map((halfSteps) => ({
				value: tierOf(halfSteps),
				text: formatTier(tierOf(halfSteps), locale),
				name: tierNames[halfSteps],
			}))}
			states={
				isSuppressed ? ['suppressed', 'notAssessed', 'exempt', 'empty'] : ['notAssessed', 'exempt', 'empty']
			}
			none={hasUncompared && 'No comparison'}
			change={comparisonName ? `▲ ▼ since ${comparisonName}` : undefined}
		/>
	)
}

/** What every figure of the page stands on, so that a sheet of paper says it too. */
export function Basis({ page }: Props) {
	const { cycle, comparisonName, comparesVersions, hasPartialRows, isSuppressed, k, locale, timeZone } = page
	const people = formatNumber(k, locale)
	const day = (value: string | Date) => formatDate(value, locale, timeZone)
	return (
		<DefinitionList
			narrow
			items={[
				{ term: 'Cycle', value: `${cycle.name}, ${day(cycle.startsOn)} – ${day(cycle.endsOn)}` },
				{
					term: 'Snapshot',
					value: `Version ${formatNumber(cycle.version, locale)}${cycle.publishedAt ? `, published ${day(cycle.publishedAt)}` : ''}${cycle.isCorrectedSince ? '; there is a newer one' : ''}`,
				},
				{ term: 'Rubric', value: page.rubric },
				{
					term: 'Small groups',
					value: isSuppressed
						? `Hidden where a figure is about fewer than ${people} people, and where one would give such a group away.${hasPartialRows ? ' ‘Partial’: without families that are hidden.' : ''}`
						: `None is hidden in this copy: it is for those who see everybody. For others, figures of fewer than ${people} people are hidden.`,
				},
				{
					term: 'Compared with',
					value: comparisonName
						? `${comparisonName}, both sides of ${people} people or more. Who is in a group may have changed in between.${comparesVersions ? ' It was asked by another version of the rubric: only tiers are compared.' : ''}`
						: 'Nothing: there is no earlier cycle.',
				},
				{
					term: 'How to read it',
					value:
						'The mean is of the agreed tiers of everybody in a row, each counted once. Families are never ranked against each other: outside Engineering, the source describes the floor of a role at each level, not its ceiling.',
				},
			]}
		/>
	)
}
