import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TierMark } from '#app/ui/tier-badge.tsx'
import type { Survey } from './read-survey.server.ts'

type Stage = Survey['stages'][number]
type Row = Survey['rows'][number]

const stageColumns: DataColumn<Stage>[] = [
	{ id: 'stage', header: 'Stage', cell: ({ name }) => name },
	{ id: 'level', header: 'Level', cell: ({ tier }) => tier },
	{ id: 'share', header: 'Share of teams', align: 'end', cell: ({ share }) => share },
]

/** The survey’s shares of teams, and next to them, never among them, the account’s own teams. */
export function SurveyPanel({
	survey,
	names: { cycleName, comparisonName },
	locale,
}: {
	survey: Survey
	names: { cycleName: string; comparisonName: string | null }
	locale: string
}) {
	const { familyName, text, citation, stages, rows, teams } = survey
	return (
		<Panel title={`A survey of teams: ${familyName}`} description={text}>
			<div className="grid gap-x-8 gap-y-6 2xl:grid-cols-2">
				<section aria-labelledby="survey" className="flex min-w-0 flex-col gap-3">
					<h3 id="survey" className="text-sm font-medium">
						{citation}
					</h3>
					<DataTable
						caption={`Shares of marketing teams by stage, ${citation}`}
						columns={stageColumns}
						rows={stages}
						rowId={({ name }) => name}
						locale={locale}
						noun={{ one: 'stage', other: 'rows' }}
						empty={null}
					/>
					<p className="max-w-prose text-sm text-muted">
						Shares of teams, not of people. What is left to 100% the survey does not name: it is as large as
						its third stage, which is a coincidence.
					</p>
				</section>
				<section aria-labelledby="own-teams" className="flex min-w-0 flex-col gap-3">
					<h3 id="own-teams" className="text-sm font-medium">
						Your {familyName} teams by their median tier
					</h3>
					<DataTable
						caption={`Own ${familyName} teams by median tier, ${cycleName}`}
						columns={ownColumns({ cycleName, comparisonName })}
						rows={rows}
						rowId={({ halfSteps }) => String(halfSteps)}
						locale={locale}
						noun={{ one: 'tier', other: 'tiers' }}
						empty={null}
					/>
					<ul className="flex max-w-prose list-disc flex-col gap-1 ps-4 text-sm text-muted marker:text-line-strong">
						<li>
							{teams.shown === 1 ? '1 team is' : `${teams.shown} teams are`} counted, each once: those with{' '}
							{familyName} people and none of them in a team below.
						</li>
						{teams.hidden > 0 && (
							<li>
								{teams.hidden === 1 ? '1 team is' : `${teams.hidden} teams are`} not shown to you and counted
								nowhere here.
							</li>
						)}
						{teams.notAssessed > 0 && (
							<li>
								{teams.notAssessed === 1 ? '1 team has' : `${teams.notAssessed} teams have`} nobody assessed
								and {teams.notAssessed === 1 ? 'is' : 'are'} counted nowhere here.
							</li>
						)}
						{teams.isFew && (
							<li>So few teams make no shares: only their number is given, and nothing is concluded.</li>
						)}
						<li>Half tiers lie between the stages and belong to none of them.</li>
					</ul>
				</section>
			</div>
		</Panel>
	)
}

function ownColumns({
	cycleName,
	comparisonName,
}: {
	cycleName: string
	comparisonName: string | null
}): DataColumn<Row>[] {
	return [
		{
			id: 'tier',
			header: 'Median tier',
			cell: ({ halfSteps, tier, name }) => (
				<span className="inline-flex items-center gap-2">
					<TierMark halfSteps={halfSteps}>{tier}</TierMark> {name}
				</span>
			),
		},
		{
			id: 'stage',
			header: 'As the stage',
			cell: ({ stage }) => stage ?? <span className="text-muted">None</span>,
		},
		{ id: 'now', header: cycleName, align: 'end', cell: ({ now }) => <Teams of={now} /> },
		...(comparisonName === null
			? []
			: [
					{
						id: 'before',
						header: comparisonName,
						align: 'end' as const,
						cell: ({ before }: Row) => before && <Teams of={before} />,
					},
				]),
	]
}

function Teams({ of: { teams, share } }: { of: Row['now'] }) {
	return (
		<>
			{teams} {share && <span className="text-muted">{share}</span>}
		</>
	)
}
