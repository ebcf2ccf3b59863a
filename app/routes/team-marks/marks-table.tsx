import { Link } from 'react-router'
import { formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'

type MarkedTeam = {
	id: string
	name: string
	depth: number
	members: number
	engineers: number
	buildsProductFeatures: boolean
	isEngineering: boolean | null
	isRegulated: boolean
	proposed: boolean
}

type Props = { teams: readonly MarkedTeam[]; root: string; locale: string }

/** A row for each team with its three marks, in the order of the tree. */
export function MarksTable({ teams, root, locale }: Props) {
	return (
		<Panel padding="flush">
			<div className="overflow-x-auto" role="region" aria-label="Lenses of teams" tabIndex={0}>
				<table className="w-full text-sm">
					<thead>
						<tr className="border-b border-line text-start text-muted">
							<th scope="col" className="px-4 py-2 text-start font-medium">
								Team
							</th>
							{['Builds product features', 'Engineering', 'Regulated domain'].map((title) => (
								<th key={title} scope="col" className="px-4 py-2 text-start font-medium">
									{title}
								</th>
							))}
						</tr>
					</thead>
					<tbody>
						{teams.map((team) => (
							<MarksRow key={team.id} team={team} root={root} locale={locale} />
						))}
					</tbody>
				</table>
			</div>
		</Panel>
	)
}

function MarksRow({ team, root, locale }: { team: MarkedTeam; root: string; locale: string }) {
	const isUndecided = team.isEngineering === null
	const marks = [
		{ name: 'builds', label: 'builds product features', checked: team.buildsProductFeatures },
		{ name: 'engineering', label: 'engineering', checked: team.isEngineering ?? team.proposed },
		{ name: 'regulated', label: 'regulated domain', checked: team.isRegulated },
	]
	return (
		<tr className="border-b border-line last:border-b-0">
			<th scope="row" className="min-w-40 px-4 py-2 text-start font-normal">
				<input type="hidden" name="team" value={team.id} />
				<span className="flex flex-col" style={{ paddingInlineStart: `${team.depth}rem` }}>
					<Link to={`${root}/teams/${team.id}`} className="link w-fit">
						<bdi>{team.name}</bdi>
					</Link>
					<span className="text-xs text-muted">
						{formatNumber(team.engineers, locale)} of {formatNumber(team.members, locale)} in Engineering
					</span>
				</span>
			</th>
			{marks.map(({ name, label, checked }) => (
				<td key={name} className="px-4 py-2">
					<span className="flex items-center gap-2">
						<input
							type="checkbox"
							className="check"
							name={name}
							value={team.id}
							defaultChecked={checked}
							aria-label={`${team.name}: ${label}`}
						/>
						{name === 'engineering' && isUndecided && team.proposed && (
							<span className="text-xs text-muted">Proposed</span>
						)}
					</span>
				</td>
			))}
		</tr>
	)
}
