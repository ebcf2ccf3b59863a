import { requireAccess } from '#app/auth/require-access.server.ts'
import { countAssessed, countEligible } from '#app/domain/cycle/participant-standing.ts'
import type { ProgressView } from '#app/domain/cycle/progress-search.ts'
import { exportLinks } from '#app/domain/job/export-format.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { CyclePhaseBadge } from '#app/ui/cycle-phase-badge.tsx'
import { ExportLinks } from '#app/ui/export-links.tsx'
import { formatDate, formatNumber } from '#app/ui/format.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { ProgressBar } from '#app/ui/progress-bar.tsx'
import { SaveReportLink } from '#app/ui/save-report-link.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import type { Route } from './+types/route.ts'
import { GroupTable } from './group-table.tsx'
import { OtherCycles } from './other-cycles.tsx'
import { OverTime } from './over-time.tsx'
import { PeopleTable } from './people-table.tsx'
import type { ProgressPage } from './read-page.server.ts'
import { readProgressPage } from './read-page.server.ts'

export async function loader({ url, context, params }: Route.LoaderArgs) {
	return readProgressPage(requireAccess(context, 'cycles.follow'), params.cycleId, url)
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `Progress of ${loaderData?.cycle.name ?? 'a cycle'} · Contour` },
]

export default function CycleProgress({ loaderData: page, params }: Route.ComponentProps) {
	const { cycle, total, locale, runsCycles, ofOwnPeople, exportHref } = page
	const root = `/a/${params.account}`
	const number = (value: number) => formatNumber(value, locale)
	const eligible = countEligible(total)
	const assessed = countAssessed(total)
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={
							runsCycles
								? [
										{ label: 'Cycles', href: `${root}/cycles` },
										{ label: cycle.name, href: `${root}/cycles/${cycle.id}` },
										{ label: 'Progress' },
									]
								: [{ label: 'Check-ins', href: `${root}/check-ins` }, { label: 'Progress' }]
						}
					/>
				}
				title={
					<span className="flex flex-wrap items-center gap-3">
						Progress of {cycle.name}
						<CyclePhaseBadge phase={cycle.phase} />
					</span>
				}
				description={
					ofOwnPeople
						? 'Your people as the cycle has them: who has sent and what is agreed, never an answer.'
						: 'Who has sent and what is agreed, never an answer.'
				}
				asOf={asOf(page)}
				actions={
					<>
						<SaveReportLink slug={params.account} kind="coverage" cycleId={cycle.id} />
						<ExportLinks links={exportLinks(exportHref)} />
					</>
				}
			/>
			<ProgressBar
				label="Assessed"
				value={assessed}
				max={eligible}
				text={`${number(assessed)} of ${number(eligible)} eligible · ${number(eligible - assessed)} not assessed · ${number(total.exempt)} exempt · ${number(total.left)} left`}
			/>
			<Tabs label="Progress by" items={tabsOf(page, `${root}/cycles/${cycle.id}`)} />
			{page.kind === 'groups' && <GroupTable page={page} />}
			{page.kind === 'people' && <PeopleTable page={page} />}
			{page.kind === 'time' && <OverTime page={page} />}
			<OtherCycles page={page} root={root} />
		</div>
	)
}

function asOf({ cycle, locale, timeZone, today }: ProgressPage): string {
	const day = (value: string) => formatDate(value, locale, timeZone)
	const dates = `${day(cycle.startsOn)} – ${day(cycle.endsOn)}`
	return cycle.phase === 'published' ? dates : `${dates} · as of ${day(today)}`
}

const labels: Record<ProgressView, string> = {
	managers: 'Managers',
	teams: 'Teams',
	families: 'Role families',
	people: 'People',
	time: 'Over time',
}

/** A manager's own people come first by who rates them; HR finds the tabs of the cycle's page. */
const order = {
	own: ['managers', 'teams', 'families', 'people', 'time'],
	cycle: ['teams', 'families', 'people', 'managers', 'time'],
} as const satisfies Record<string, ProgressView[]>

function tabsOf({ search, runsCycles }: ProgressPage, cycle: string) {
	const tabs = order[runsCycles ? 'cycle' : 'own'].map((view) => ({
		label: labels[view],
		href: `?view=${view}`,
		current: search.view === view,
	}))
	if (!runsCycles) return tabs
	return [
		...tabs,
		{ label: 'Calibration', href: `${cycle}/calibration` },
		{ label: 'Reminders', href: `${cycle}/reminders` },
	]
}
