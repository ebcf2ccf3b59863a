import { Link } from 'react-router'
import { boxesOf, writeShownMarks } from '#app/domain/team-assessment/team-marks.ts'
import { Checkbox } from '#app/ui/checkbox.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import type { KeptBoxes } from './read-form.server.ts'

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

type Props = {
	teams: readonly MarkedTeam[]
	root: string
	locale: string
	/** What was sent of teams, and not saved. */
	kept: KeptBoxes
}

/** Each team with its three marks, in the order of the tree. */
export function MarksList({ teams, root, locale, kept }: Props) {
	return (
		<ul className="flex flex-col gap-px overflow-hidden rounded-panel border border-line bg-line">
			{teams.map((team) => (
				<li key={team.id} className="bg-panel px-4 py-3 sm:px-6">
					{/* Boxes keep what somebody chose, so those of a team that somebody else has changed are drawn anew. */}
					<Marks key={writeShownMarks(team)} {...{ team, root, locale }} kept={kept[team.id]} />
				</li>
			))}
		</ul>
	)
}

type MarksProps = Pick<Props, 'root' | 'locale'> & { team: MarkedTeam; kept: KeptBoxes[string] | undefined }

function Marks({ team, root, locale, kept }: MarksProps) {
	const isProposed = team.isEngineering === null && team.proposed
	const boxes = kept ?? boxesOf(team)
	const marks = [
		{ name: 'builds', label: 'Builds product features', checked: boxes.builds },
		{
			name: 'engineering',
			label: isProposed ? 'Engineering (proposed)' : 'Engineering',
			checked: boxes.engineering,
		},
		{ name: 'regulated', label: 'Regulated domain', checked: boxes.regulated },
	]
	return (
		<fieldset
			className="grid min-w-0 gap-x-6 gap-y-1 lg:grid-cols-[minmax(0,2fr)_repeat(3,minmax(0,1fr))]"
			aria-label={team.name}
		>
			<input type="hidden" name="team" value={`${team.id} ${writeShownMarks(team)}`} />
			<span
				className="flex min-w-0 flex-col text-sm"
				style={{ paddingInlineStart: `${Math.min(team.depth, 6)}rem` }}
			>
				<Link to={`${root}/teams/${team.id}`} className="link w-fit">
					<bdi>{team.name}</bdi>
				</Link>
				<span className="text-xs text-muted">
					{formatNumber(team.engineers, locale)} of {formatNumber(team.members, locale)} in Engineering
				</span>
			</span>
			{marks.map(({ name, label, checked }) => (
				<Checkbox
					key={name}
					name={name}
					id={`${name}-${team.id}`}
					value={team.id}
					label={label}
					defaultChecked={checked}
				/>
			))}
		</fieldset>
	)
}
