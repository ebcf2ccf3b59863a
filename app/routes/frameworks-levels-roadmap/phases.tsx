import { Bullets } from '#app/ui/reading.tsx'
import type { RoadmapPage } from './read-roadmap.server.ts'

/** The phases in their order; their parts share rows, so that deliverables stand beside deliverables. */
export function Phases({ phases }: { phases: RoadmapPage['phases'] }) {
	return (
		<ol className="grid gap-4 md:grid-cols-2 xl:grid-cols-4 xl:grid-rows-[repeat(3,auto)] xl:gap-y-0">
			{phases.map(({ key, name, length, deliverables, outcomes }) => (
				<li
					key={key}
					className="grid content-start gap-4 rounded-panel border border-line bg-panel p-4 sm:p-5 xl:row-span-3 xl:grid-rows-subgrid"
				>
					<div className="flex flex-col gap-0.5">
						<h3 className="text-base">{name}</h3>
						<p className="text-sm text-muted tabular-nums">{length}</p>
					</div>
					<div className="flex flex-col gap-1.5">
						<h4 className="text-sm font-medium text-muted">Deliverables</h4>
						<Bullets items={deliverables} />
					</div>
					<div className="flex flex-col gap-1.5 border-t border-line pt-3">
						<h4 className="text-sm font-medium text-muted">Outcomes</h4>
						<Bullets items={outcomes} />
					</div>
				</li>
			))}
		</ol>
	)
}
