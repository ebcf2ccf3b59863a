import type { IcicleCustomLayerProps } from '@nivo/icicle'
import { ResponsiveIcicleHtml } from '@nivo/icicle'
import type { OrganizationChartProps, OrganizationNode } from './organization-chart.tsx'
import { OrganizationCell } from './organization-chart.tsx'

/** A team as nivo wants it, with what is below inside it. */
type Datum = { id: string; value: number; node: OrganizationNode; children: Datum[] }

/** The picture of OrganizationChart, in which a click opens what is below. Loaded by it alone, in a browser. */
export default function OrganizationNivo({ nodes }: OrganizationChartProps) {
	const [root] = treesOf(nodes)
	if (!root) return null
	return (
		<ResponsiveIcicleHtml<Datum>
			data={root}
			identity="id"
			value="value"
			orientation="bottom"
			zoomMode="global"
			gapX={0}
			gapY={0}
			layers={[Cells]}
			animate={false}
			isInteractive={false}
			role="presentation"
		/>
	)
}

/** Drawn here, because nivo resolves variables into the theme of the moment; these follow every change of it. */
function Cells({ nodes, zoom }: IcicleCustomLayerProps<Datum>) {
	const widest = Math.max(...nodes.map(({ rect }) => rect.width))
	return nodes.map(({ id, data: { node }, rect, isVisible, hierarchy }) => {
		const isOpen = rect.width >= widest - 1
		// What fills the width already leads back up.
		const target = isOpen ? hierarchy.parent : hierarchy.path
		return (
			<OrganizationCell
				key={id}
				node={node}
				style={{
					...{ left: rect.x, top: rect.y, width: rect.width, height: rect.height },
					visibility: isVisible ? undefined : 'hidden',
				}}
				onClick={() => zoom(target)}
			/>
		)
	})
}

function treesOf(nodes: readonly OrganizationNode[]): Datum[] {
	const below = Map.groupBy(nodes, ({ parentId }) => parentId)
	const of = (parentId: string | null): Datum[] =>
		(below.get(parentId) ?? []).map((node) => {
			const children = of(node.id)
			return { id: node.id, node, children, value: children.length === 0 ? 1 : 0 }
		})
	return of(null)
}
