import { DistributionChart } from '#app/charts/distribution-chart.tsx'
import type { FlowEnd } from '#app/charts/flow-sankey.tsx'
import { FlowSankey } from '#app/charts/flow-sankey.tsx'
import { tierParts } from '#app/charts/tier-parts.ts'
import { WhatMoved } from '#app/charts/what-moved.tsx'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { formatNumber, formatTier, sayParts } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { FlowTotal } from './movement-tables.tsx'
import { peopleText } from './people-text.ts'
import type { MovementPage } from './read-page.server.ts'

type PageOf<Kind extends MovementPage['kind']> = Extract<MovementPage, { kind: Kind }>

const allFamilies = 'all families'

/** A team may be called as its family is. */
const ofWhom = (team: string, families: string | null) =>
	families === null ? team : team === families ? `the team ${team}` : `${team}, ${families}`

/** Of which families who went where is told, beside whose name. */
export const flowFamilies = (page: PageOf<'flows' | 'sides'>): string =>
	page.familyName ?? (page.kind === 'sides' ? page.flow?.ofFamilies : null) ?? allFamilies

/** Who went from where to where, of the team that the page is about. */
export function FlowPicture({
	page,
	total,
	step = null,
}: {
	page: PageOf<'flows' | 'sides'>
	total: FlowTotal
	/** To multiples of how many people it is told; null for as it is. */
	step?: number | null
}) {
	const { locale, comparisonName, cycleName } = page
	if (total.flows.length === 0 || comparisonName === null) return null
	const endOf = (halfSteps: HalfSteps | null): FlowEnd => ({
		at: halfSteps ?? 0,
		label: halfSteps === null ? 'No result' : formatTier(tierOf(halfSteps), locale),
	})
	return (
		<Panel>
			<FlowSankey
				title={`From tier to tier in ${ofWhom(total.name, flowFamilies(page))}, ${comparisonName} to ${cycleName}`}
				sides={[comparisonName, cycleName]}
				isRounded={step !== null}
				links={total.flows.map(({ from, to, people }) => ({
					...{ from: endOf(from), to: endOf(to), people },
					text: peopleText(people, step, locale),
				}))}
			/>
			{step !== null && (
				<p className="mt-3 text-sm text-muted">
					Ways of fewer than {formatNumber(step / 2, locale)} people are not drawn, nor who is in one cycle
					alone.
				</p>
			)}
		</Panel>
	)
}

/** Where people stood and stand, without a flow between the two, where both are shown. */
export function SpreadPicture({ page }: { page: PageOf<'sides'> }) {
	const { spread, rows, locale, comparisonName, cycleName, familyName } = page
	const total = rows.find(({ isTotal }) => isTotal)
	const [then, now] = [total?.then, total?.now].map((side) =>
		typeof side === 'object' ? side.ofFamilies : null,
	)
	const sides = [
		{ label: comparisonName, distribution: spread[0], ofFamilies: then },
		{ label: cycleName, distribution: spread[1], ofFamilies: now },
	].flatMap(({ label, distribution, ...side }) =>
		label && distribution ? [{ ...side, label, distribution }] : [],
	)
	if (!total || sides.length < 2) return null
	// Each side says by itself of which part of the families it is.
	const families = familyName ?? (then || now ? null : allFamilies)
	return (
		<Panel>
			<DistributionChart
				title={`People at each tier in ${ofWhom(total.name, families)}, as shares of each cycle`}
				rows={sides.map(({ label, distribution, ofFamilies }) => ({
					...{ id: label, label },
					note: sayParts(
						`${formatNumber(
							distribution.reduce((sum, count) => sum + count, 0),
							locale,
						)} assessed`,
						ofFamilies,
					),
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
