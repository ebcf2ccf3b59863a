import type { CustomSankeyLayerProps } from '@nivo/sankey'
import { ResponsiveSankey } from '@nivo/sankey'
import type { FlowEnd, FlowSankeyProps } from './flow-sankey.tsx'

type Node = { id: string; end: FlowEnd; side: 'from' | 'to'; isCounted: boolean }
type Link = { source: string; target: string; value: number; text: string }
type LayerProps = CustomSankeyLayerProps<Node, Link>

const idOf = (side: Node['side'], { at }: FlowEnd) => `${side} ${at}`

/** The flow of FlowSankey. Loaded by it alone, in a browser. */
export default function FlowNivo({ links, sides, isRounded = false }: FlowSankeyProps) {
	return (
		<div className="flow-nivo tabular-nums">
			<p className="flow-sides">
				{sides.map((side) => (
					<span key={side}>{side}</span>
				))}
			</p>
			<div className="flow-box">
				<ResponsiveSankey<Node, Link>
					data={{
						nodes: (['from', 'to'] as const).flatMap((side) => nodesOf(links, side, isRounded)),
						links: links.map(({ from, to, people, text }) => ({
							source: idOf('from', from),
							target: idOf('to', to),
							value: people,
							text,
						})),
					}}
					margin={{ top: 4, right: 84, bottom: 4, left: 84 }}
					sort="input"
					nodeThickness={14}
					nodeSpacing={10}
					layers={[Flows, Ends]}
					animate={false}
					isInteractive={false}
				/>
			</div>
		</div>
	)
}

/** The ends of one side, the highest tier on top and no result at the bottom. */
function nodesOf(links: FlowSankeyProps['links'], side: Node['side'], isRounded: boolean): Node[] {
	const ends = new Map(links.map((link) => [link[side].at, link[side]]))
	return [...ends.values()]
		.toSorted((a, b) => Number(b.at) - Number(a.at))
		.map((end) => ({ id: idOf(side, end), end, side, isCounted: !isRounded }))
}

const fillOf = ({ at }: FlowEnd) => (at === 0 ? 'var(--color-line-strong)' : `var(--tier-${at})`)

/** Drawn here, because nivo resolves variables into the theme of the moment; these follow every change of it. */
function Flows({ links }: LayerProps) {
	return links.map((link) => {
		const { source, target, pos0, pos1, thickness, text } = link
		const half = Math.max(thickness, 1) / 2
		const [left, right] = [source.x1, target.x0]
		const middle = (left + right) / 2
		const d = `M${left} ${pos0 - half}C${middle} ${pos0 - half} ${middle} ${pos1 - half} ${right} ${pos1 - half}
			V${pos1 + half}C${middle} ${pos1 + half} ${middle} ${pos0 + half} ${left} ${pos0 + half}Z`
		return (
			<path
				key={`${source.id} ${target.id}`}
				d={d}
				style={{ fill: fillOf(source.end), fillOpacity: 0.55, stroke: 'var(--cell-edge)' }}
			>
				<title>{`${source.end.label} → ${target.end.label}: ${text}`}</title>
			</path>
		)
	})
}

function Ends({ nodes }: LayerProps) {
	return nodes.map(({ id, end, side, isCounted, x, y, width, height, value }) => (
		<g key={id}>
			<rect
				x={x}
				y={y}
				width={width}
				height={Math.max(height, 1)}
				rx={2}
				style={{ fill: fillOf(end), stroke: 'var(--color-control)' }}
			/>
			<text
				x={side === 'from' ? x - 8 : x + width + 8}
				y={y + height / 2}
				textAnchor={side === 'from' ? 'end' : 'start'}
				dominantBaseline="central"
				style={{ fill: 'var(--color-ink)', fontSize: 12 }}
			>
				{end.label}
				{isCounted && <tspan style={{ fill: 'var(--color-muted)' }}>{` · ${value}`}</tspan>}
			</text>
		</g>
	))
}
