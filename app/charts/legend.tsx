import type { CSSProperties } from 'react'
import { LockKeyhole, Minus } from 'lucide-react'
import type { HeatScale } from './heat-cell.ts'
import { paintOf, paintStyle } from './heat-cell.ts'

export type LegendStop = {
	/** On the scale: a tier, or a share. */
	value: number
	/** As printed: '1.5', '40 %'. */
	text: string
	/** 'AI-Building'. */
	name?: string
}

type Props = {
	/** Names the lens: 'Skill progression, tiers'. */
	title: string
	scale: HeatScale
	/** None where the figures have no place on a scale. */
	stops: readonly LegendStop[]
	/** Which of the states to explain; all four unless told. */
	states?: readonly LegendState[]
	/** What a cell without a figure of the kind asked for lacks, where there is one: 'No comparison'. */
	none?: string | false | undefined
	/** '▲ ▼ since Q2 2026'. */
	change?: string | undefined
}

export type LegendState = 'suppressed' | 'notAssessed' | 'exempt' | 'empty'

const stateNames: Record<LegendState, string> = {
	suppressed: 'Hidden, small group',
	notAssessed: 'Not assessed',
	exempt: 'Exempt',
	empty: 'Nobody here',
}

const everyState: readonly LegendState[] = ['suppressed', 'notAssessed', 'exempt', 'empty']

/** What the colours and the states of a heatmap mean. */
export function Legend({ title, scale, stops, states = everyState, none, change }: Props) {
	return (
		<div className="legend">
			<div className="legend-group">
				{stops.length > 0 && <span className="legend-title">{title}</span>}
				<ul className="legend-scale">
					{stops.map((stop) => (
						<li key={stop.text}>
							<span className="legend-swatch" style={paintStyle(paintOf(stop.value, scale)) as CSSProperties}>
								{stop.text}
							</span>
							{stop.name && <span className="legend-name">{stop.name}</span>}
						</li>
					))}
				</ul>
			</div>
			{(states.length > 0 || none || change) && (
				<ul className="legend-states">
					{change && <li>{change}</li>}
					{none && (
						<li>
							<span aria-hidden className="legend-key" data-kind="none">
								–
							</span>
							{none}
						</li>
					)}
					{states.map((state) => (
						<li key={state}>
							<span aria-hidden className="legend-key" data-kind={state}>
								{state === 'suppressed' && <LockKeyhole />}
								{state === 'exempt' && <Minus />}
							</span>
							{stateNames[state]}
						</li>
					))}
				</ul>
			)}
		</div>
	)
}
