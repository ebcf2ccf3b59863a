import type { CSSProperties } from 'react'
import { lazy, Suspense, useEffect, useState } from 'react'
import { LockKeyhole } from 'lucide-react'
import { paintOf, paintStyle } from './heat-cell.ts'
import type { OrganizationPlace } from './place-organization.ts'
import { placeOrganization } from './place-organization.ts'

export type OrganizationNode = {
	id: string
	/** Null for the topmost; every other is among the nodes, before those below it. */
	parentId: string | null
	name: string
	kind: 'value' | 'suppressed' | 'notAssessed' | 'exempt' | 'empty'
	/** A mean tier: the colour. Only of a value. */
	tier?: number | undefined
	/** As printed: '1.6'. Only of a value. */
	text: string
	/** As a tooltip: 'Payments: mean 1.6 · 42 of 51 assessed'. */
	description: string
}

export type OrganizationChartProps = {
	/** Of whom and when: 'Mean tier of every team, Q3 2026'. */
	title: string
	nodes: readonly OrganizationNode[]
}

/** nivo stays in a chunk of its own, which only a page with this chart asks for, and only in a browser. */
const NivoOrganization = lazy(() => import('./organization-nivo.tsx'))

/** Of a level of the tree, in pixels. */
const levelHeight = 120

/**
 * A tree of teams as one picture: what is below stands below, and every team that has nothing below it is as wide as any other, so
 * that a width says nothing of people. The server sends it plain; in a browser a click opens what is below. It is hidden from
 * screen readers: a table of the same figures stands beside it.
 */
export function OrganizationChart(props: OrganizationChartProps) {
	const [inBrowser, setInBrowser] = useState(false)
	useEffect(() => setInBrowser(true), [])
	const places = placeOrganization(props.nodes)
	const depth = Math.max(0, ...places.map((place) => place.depth)) + 1
	const plain = <PlainOrganization places={places} depth={depth} />
	return (
		<figure className="min-w-0">
			<figcaption className="mb-3 text-sm font-medium">{props.title}</figcaption>
			<div aria-hidden className="organization" style={{ height: depth * levelHeight }}>
				{inBrowser ? (
					<Suspense fallback={plain}>
						<NivoOrganization {...props} />
					</Suspense>
				) : (
					plain
				)}
			</div>
		</figure>
	)
}

function PlainOrganization({ places, depth }: { places: readonly OrganizationPlace[]; depth: number }) {
	const percent = (share: number) => `${(share * 100).toFixed(3)}%`
	return places.map((place) => (
		<OrganizationCell
			key={place.node.id}
			node={place.node}
			style={{
				left: percent(place.from),
				width: percent(place.width),
				top: percent(place.depth / depth),
				height: percent(1 / depth),
			}}
		/>
	))
}

/** One team, in the same look whoever places it. */
export function OrganizationCell({
	node: { kind, tier, name, text, description },
	style,
	onClick,
}: {
	node: OrganizationNode
	style: CSSProperties
	onClick?: () => void
}) {
	const paint = tier === undefined ? {} : paintStyle(paintOf(tier, 'tier'))
	return (
		<div
			role="presentation"
			className="organization-cell"
			data-kind={kind}
			data-opens={onClick ? '' : undefined}
			style={{ ...style, ...paint }}
			title={description}
			onClick={onClick}
		>
			<div className="organization-tile">
				<span className="organization-figure">
					{kind === 'suppressed' ? <LockKeyhole /> : kind === 'value' ? text : null}
				</span>
				<bdi>{name}</bdi>
			</div>
		</div>
	)
}
