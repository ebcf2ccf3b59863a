import { Panel } from '#app/ui/panel.tsx'
import type { Moved } from './moved-item.tsx'
import { MovedItem } from './moved-item.tsx'
import type { HomePage } from './read-home.server.ts'

/** What moved in what the reader begins with: of figures that they get in both cycles. */
export function MovedPanel({ page: { landscape } }: { page: HomePage }) {
	if (!landscape?.comparisonName) return null
	const { moved, comparisonName, partName } = landscape
	const { families, teams, hasTeams } = moved
	return (
		<Panel
			id="moved"
			title={`What moved since ${comparisonName}`}
			description={
				<>
					Mean tier then and now, {partName === null ? 'of the company' : <bdi>{partName}</bdi>}, where both
					are of enough people.
				</>
			}
		>
			{families.length === 0 && !hasTeams ? (
				<p className="text-sm text-muted">Nothing can be compared with {comparisonName} here.</p>
			) : (
				<div className="grid items-start gap-x-8 gap-y-4 text-sm md:grid-cols-2">
					<MovedList label="By role family" items={families} />
					{hasTeams && teams.length === 0 ? (
						<p className="text-muted">
							None of the teams that can be compared moved by a quarter of a tier or more.
						</p>
					) : (
						<MovedList label="Teams that moved most" items={teams} />
					)}
				</div>
			)}
		</Panel>
	)
}

function MovedList({ label, items }: { label: string; items: readonly Moved[] }) {
	if (items.length === 0) return null
	return (
		<div>
			<h3 className="text-sm font-medium">{label}</h3>
			<ul>
				{items.map((one) => (
					<MovedItem key={`${one.nodeId} ${one.familyId}`} of={one} />
				))}
			</ul>
		</div>
	)
}
