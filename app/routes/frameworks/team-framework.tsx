import { BookOpen } from 'lucide-react'
import { ButtonLink } from '#app/ui/button.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { LensMark, levelStop } from '#app/ui/lens-mark.tsx'
import { OriginBadge } from '#app/ui/origin-badge.tsx'
import { Panel } from '#app/ui/panel.tsx'

type Props = {
	lens: 'AI coding level' | 'Rung'
	framework: {
		key: string
		version: number
		title: string
		description: string
		sourceNote: string
		audience: { text: string; origin: 'contour' }
		steps: { number: number; name: string }[]
	}
	root: string
	locale: string
}

/** One of the frameworks that are for teams: its scale, whom it is for, and the way to its pages. */
export function TeamFramework({ lens, framework, root, locale }: Props) {
	const { key, version, title, description, sourceNote, audience, steps } = framework
	const levels = lens === 'AI coding level'
	return (
		<Panel
			title={title}
			description={description}
			footer={
				<>
					<ButtonLink to={`${root}/${key}`} icon={BookOpen}>
						{levels ? 'Read the levels' : 'Read the ladder'}
					</ButtonLink>
					<p className="text-sm text-muted tabular-nums">Version {formatNumber(version, locale)}</p>
				</>
			}
		>
			<div className="flex flex-col gap-2">
				<h3 className="text-sm text-muted">Scale: {levels ? 'AI coding levels' : 'rungs'}, for teams</h3>
				<ol className="grid gap-x-6 gap-y-1.5 sm:grid-cols-2 lg:grid-cols-3">
					{steps.map(({ number, name }) => (
						<li key={number} className="flex items-center gap-2.5 text-sm">
							<LensMark
								lens={lens}
								stop={levels ? levelStop(number) : number}
								value={number}
								locale={locale}
							/>
							{name}
						</li>
					))}
				</ol>
			</div>
			<p className="mt-6 flex flex-wrap items-center gap-2 text-sm">
				{audience.text} <OriginBadge origin={audience.origin} />
			</p>
			<p className="mt-2 max-w-prose text-sm text-muted">{sourceNote}</p>
		</Panel>
	)
}
