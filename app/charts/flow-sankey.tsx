import { lazy, Suspense, useEffect, useState } from 'react'
import type { DistributionPart } from './distribution-bar.tsx'
import { DistributionBar } from './distribution-bar.tsx'

export type FlowEnd = {
	/** Half-steps, or 0 for no result. */
	at: 0 | DistributionPart['as']
	/** '1.5', 'No result'. */
	label: string
}

export type FlowLink = { from: FlowEnd; to: FlowEnd; people: number; text: string }

export type FlowSankeyProps = {
	/** Of whom and when: 'From tier to tier in Platform, Q2 2026 to Q3 2026'. */
	title: string
	/** 'Q2 2026' and 'Q3 2026'. */
	sides: readonly [string, string]
	links: readonly FlowLink[]
	/** Whether the links are round numbers and not all there are: then nothing says how many an end has. */
	isRounded?: boolean
}

/** nivo stays in a chunk of its own, which only a page with this chart asks for, and only in a browser. */
const NivoFlow = lazy(() => import('./flow-nivo.tsx'))

/**
 * Who went from where to where. The server sends the two sides as bars; in a browser the flow between them takes their place, in the
 * same box. It is hidden from screen readers: a table of the same figures stands beside it.
 */
export function FlowSankey(props: FlowSankeyProps) {
	const [inBrowser, setInBrowser] = useState(false)
	useEffect(() => setInBrowser(true), [])
	const { title, sides, links, isRounded = false } = props
	const plain = (
		<div className="flow-plain">
			{(['from', 'to'] as const).map((end, i) => (
				<div key={end}>
					<p className="mb-1 text-sm text-muted">{sides[i]}</p>
					<DistributionBar label={sides[i] ?? ''} parts={partsOf(links, end, isRounded)} legend="none" />
				</div>
			))}
		</div>
	)
	return (
		<figure className="min-w-0">
			<figcaption className="mb-3 text-sm font-medium">{title}</figcaption>
			<div aria-hidden className="flow-chart">
				{inBrowser ? (
					<Suspense fallback={plain}>
						<NivoFlow {...props} />
					</Suspense>
				) : (
					plain
				)}
			</div>
		</figure>
	)
}

/** One side of the flow by itself, lowest first. */
function partsOf(links: readonly FlowLink[], end: 'from' | 'to', isRounded: boolean): DistributionPart[] {
	const ends = Map.groupBy(links, (link) => link[end].at)
	return [...ends]
		.map(([at, group]) => {
			const count = group.reduce((sum, { people }) => sum + people, 0)
			const label = group[0]?.[end].label ?? ''
			return {
				...{ label, count, text: isRounded ? label : `${count}` },
				as: at === 0 ? ('notAssessed' as const) : at,
			}
		})
		.toSorted((a, b) => rankOf(a.as) - rankOf(b.as))
}

const rankOf = (as: DistributionPart['as']): number => (typeof as === 'number' ? as : 0)
