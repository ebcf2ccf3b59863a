import { DistributionChart } from '#app/charts/distribution-chart.tsx'
import type { FlowEnd } from '#app/charts/flow-sankey.tsx'
import { FlowSankey } from '#app/charts/flow-sankey.tsx'
import { tierParts } from '#app/charts/tier-parts.ts'
import { WhatMoved } from '#app/charts/what-moved.tsx'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { formatNumber, formatTier } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { FlowTotal } from './movement-tables.tsx'
import type { MovementPage } from './read-page.server.ts'

type PageOf<Kind extends MovementPage['kind']> = Extract<MovementPage, { kind: Kind }>

/** A team may be called as its family is. */
const ofWhom = (team: string, family: string) => (team === family ? `the team ${team}` : `${team}, ${family}`)

/** Who went from where to where, of the team that the page is about. */
export function FlowPicture({ page, total }: { page: PageOf<'flows' | 'sides'>; total: FlowTotal }) {
	const { locale, comparisonName, cycleName, familyName } = page
	if (total.flows.length === 0 || comparisonName === null) return null
	const endOf = (halfSteps: HalfSteps | null): FlowEnd => ({
		at: halfSteps ?? 0,
		label: halfSteps === null ? 'No result' : formatTier(tierOf(halfSteps), locale),
	})
	return (
		<Panel>
			<FlowSankey
				title={`From tier to tier in ${ofWhom(total.name, familyName)}, ${comparisonName} to ${cycleName}`}
				sides={[comparisonName, cycleName]}
				links={total.flows.map(({ from, to, people }) => ({
					...{ from: endOf(from), to: endOf(to), people },
					text: formatNumber(people, locale),
				}))}
			/>
		</Panel>
	)
}

/** Where people stood and stand, without a flow between the two, where both are shown. */
export function SpreadPicture({ page }: { page: PageOf<'sides'> }) {
	const { spread, rows, locale, comparisonName, cycleName, familyName } = page
	const name = rows.find(({ isTotal }) => isTotal)?.name ?? ''
	const sides = [comparisonName, cycleName].flatMap((label, i) => {
		const distribution = spread[i]
		return label && distribution ? [{ label, distribution }] : []
	})
	if (sides.length < 2) return null
	return (
		<Panel>
			<DistributionChart
				title={`People at each tier in ${ofWhom(name, familyName)}, as shares of each cycle`}
				rows={sides.map(({ label, distribution }) => ({
					...{ id: label, label },
					note: `${formatNumber(
						distribution.reduce((sum, count) => sum + count, 0),
						locale,
					)} assessed`,
					parts: tierParts({ distribution }, locale),
				}))}
				measure="share"
				locale={locale}
			/>
		</Panel>
	)
}

/** The groups of the page that moved most. */
export function MovedMost({ page, slug }: { page: PageOf<'flows' | 'sides'>; slug: string }) {
	const { moved, comparisonName, cycle, locale, k } = page
	if (moved === null || comparisonName === null) return null
	return (
		<Panel
			title="What moved most"
			description={`Means of one family each since ${comparisonName}, of ${formatNumber(k, locale)} people or more in both cycles. By role family, the greatest change of each first. No ranking: a family is compared with itself alone.`}
		>
			<WhatMoved
				moved={moved}
				since={comparisonName}
				locale={locale}
				hrefOf={({ nodeId, familyId }) =>
					`/a/${slug}/heatmap/cell?${new URLSearchParams({ cycle, node: nodeId, family: familyId })}`
				}
			/>
		</Panel>
	)
}
