import { useMemo } from 'react'
import { Link, useParams } from 'react-router'
import type { CycleParticipant } from '#app/data/cycle-participants-sql.server.ts'
import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import { isRunning } from '#app/domain/cycle/cycle-phase.ts'
import { takesNewcomers } from '#app/domain/cycle/cycle-plan.ts'
import { describeExemption } from '#app/domain/cycle/exemption.ts'
import { participantStandings } from '#app/domain/cycle/participant-standing.ts'
import type { ParticipantStanding } from '#app/domain/cycle/participant-standing.ts'
import { standingNameIn, waitingNameIn } from '#app/domain/cycle/standing-words.ts'
import { exportLinks } from '#app/domain/job/export-format.ts'
import type { BadgeTone } from '#app/ui/badge.tsx'
import { Badge } from '#app/ui/badge.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { ExportLinks } from '#app/ui/export-links.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { AnswerNotice } from '#app/ui/answer-notice.tsx'
import { SelectField, TextField } from '#app/ui/text-field.tsx'
import type { CycleAnswer } from './actions.server.ts'
import { Exemption } from './exemption.tsx'
import type { PageOf } from './read-page.server.ts'

const filterNames = ['search', 'standing', 'family', 'team'] as const

/** The participants by where they stand: whom the cycle waits for, and who need not answer. */
export function PeopleTable({ page, answer }: { page: PageOf<'people'>; answer: CycleAnswer | undefined }) {
	const { participants, families, locale, cycle, filter, sort, paging, exportHref } = page
	const running = isRunning(cycle.phase)
	const refused = answer?.kind === 'exempt' ? answer : undefined
	const columns = useMemo(() => columnsOf(cycle.phase, refused), [cycle.phase, refused])
	const standings = participantStandings.filter((standing) =>
		running
			? standing !== 'not-assessed'
			: ['agreed', 'single-rater', 'not-assessed', 'exempt', 'left'].includes(standing),
	)
	return (
		<>
			{refused && (
				<AnswerNotice tone="error" title="Nothing was changed">
					{refused.message}
				</AnswerNotice>
			)}
			{takesNewcomers(cycle.phase) && (
				<div>
					<ButtonLink to="?view=add" size="small">
						Add somebody late
					</ButtonLink>
				</div>
			)}
			<DataTable
				caption="Participants"
				columns={columns}
				rows={participants}
				rowId={({ id }) => id}
				locale={locale}
				sort={sort}
				paging={paging}
				noun={{ one: 'person', other: 'people' }}
				filter={
					<FilterForm
						names={filterNames}
						label="Filter participants"
						actions={<ExportLinks links={exportLinks(exportHref)} size="small" />}
					>
						<TextField
							name="search"
							type="search"
							label="Person or manager"
							controlSize="small"
							defaultValue={filter.search}
							maxLength={200}
						/>
						<SelectField
							name="standing"
							label="Where they stand"
							controlSize="small"
							defaultValue={filter.standing}
							options={[
								{ value: '', label: 'Everybody' },
								...(running ? [{ value: 'unassessed', label: 'Not assessed so far' }] : []),
								...(running ? [{ value: 'waiting', label: waitingNameIn(cycle.phase) }] : []),
								...standings.map((standing) => ({
									value: standing,
									label: standingNameIn(cycle.phase, standing),
								})),
							]}
						/>
						<SelectField
							name="family"
							label="Role family"
							controlSize="small"
							defaultValue={filter.family}
							options={[
								{ value: '', label: 'All' },
								...families.map(({ familyId, name }) => ({ value: familyId, label: name })),
							]}
						/>
						{filter.team && <TeamFilter team={filter.team} name={participants[0]?.teamName} />}
					</FilterForm>
				}
				empty={<EmptyState title="Nobody matches">Clear the filter to see everybody.</EmptyState>}
			/>
		</>
	)
}

/** Keeps the team that a link has chosen; there may be thousands to choose from. */
function TeamFilter({ team, name }: { team: string; name: string | null | undefined }) {
	return (
		<SelectField
			name="team"
			label="Team"
			controlSize="small"
			defaultValue={team}
			options={[
				{ value: '', label: 'All' },
				{ value: team, label: team === 'none' ? 'In no team' : (name ?? 'The chosen team') },
			]}
		/>
	)
}

const tones: Partial<Record<ParticipantStanding, BadgeTone>> = {
	agreed: 'accent',
	'single-rater': 'accent',
	'to-agree': 'late',
}

/** A standing with the name of whom it waits for. */
function StandingText({ participant, phase }: { participant: CycleParticipant; phase: CyclePhase }) {
	const { standing, managerName } = participant
	const waitsForManager = standing === 'waits-for-manager' && managerName
	return (
		<span className="flex flex-col items-start gap-1">
			<Badge tone={tones[standing] ?? 'outline'}>{standingNameIn(phase, standing)}</Badge>
			{waitsForManager && (
				<span className="text-xs text-muted">
					<bdi>{managerName}</bdi>
				</span>
			)}
			{participant.exemption && (
				<span className="text-xs text-muted">{describeExemption(participant.exemption)}</span>
			)}
			{participant.joinedAt && <span className="text-xs text-muted">Joined late</span>}
		</span>
	)
}

/** To the pair: HR sees both sides once they are in. */
function PersonLink({ id, name }: CycleParticipant) {
	const { account } = useParams()
	return (
		<Link to={`/a/${account}/check-ins/${id}/agreement`} className="link">
			<bdi>{name}</bdi>
		</Link>
	)
}

/** Columns that the list before publication has too. */
export const personColumns: DataColumn<CycleParticipant>[] = [
	{ id: 'name', header: 'Person', sort: true, cell: (participant) => <PersonLink {...participant} /> },
	{
		id: 'team',
		header: 'Team',
		sort: true,
		cell: ({ teamName }) => (teamName === null ? '–' : <bdi>{teamName}</bdi>),
	},
	{ id: 'family', header: 'Role family', sort: true, cell: ({ familyName }) => familyName },
	{
		id: 'manager',
		header: 'Manager',
		sort: true,
		cell: ({ managerName }) => (managerName === null ? '–' : <bdi>{managerName}</bdi>),
	},
]

function columnsOf(
	phase: CyclePhase,
	refused: Extract<CycleAnswer, { kind: 'exempt' }> | undefined,
): DataColumn<CycleParticipant>[] {
	return [
		...personColumns,
		{
			id: 'standing',
			header: 'Where they stand',
			sort: true,
			cell: (participant) => <StandingText participant={participant} phase={phase} />,
		},
		...(isRunning(phase)
			? [
					{
						id: 'exemption',
						header: 'Exemption',
						headerHidden: true,
						cell: (participant: CycleParticipant) => (
							<Exemption
								participant={participant}
								refused={refused?.participantId === participant.id ? refused.message : undefined}
							/>
						),
					},
				]
			: []),
	]
}
