import { data, Form } from 'react-router'
import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { listTeamMarks } from '#app/data/team-assessments/list-team-marks.server.ts'
import { setTeamMarks } from '#app/data/team-assessments/set-team-marks.server.ts'
import { readForm } from '#app/lib/form.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { Route } from './+types/route.ts'
import { MarksList } from './marks-list.tsx'

const teamIds = z.array(z.guid()).min(1).max(5000)

export async function loader({ context }: Route.LoaderArgs) {
	const { scope, account } = requireAccess(context, 'people.manage')
	return { locale: account.locale, teams: await listTeamMarks(scope, { locale: account.locale }) }
}

/** The boxes that are checked hold, for every team that the form names. */
export async function action({ context, request }: Route.ActionArgs) {
	const { scope, account } = requireAccess(context, 'people.manage')
	const form = await readForm(request)
	const ids = teamIds.safeParse(form.getAll('team'))
	if (!ids.success) return data({ message: 'This form names no team. Load the page again.' }, { status: 400 })
	const has = (mark: string) => new Set(form.getAll(mark).map(String))
	const [builds, engineering, regulated] = [has('builds'), has('engineering'), has('regulated')]
	const changed = await setTeamMarks(
		scope,
		ids.data.map((teamId) => ({
			teamId,
			buildsProductFeatures: builds.has(teamId),
			isEngineering: engineering.has(teamId),
			isRegulated: regulated.has(teamId),
		})),
	)
	const message =
		changed === 0
			? 'Nothing was different, so nothing was saved.'
			: `${changed} ${changed === 1 ? 'team is' : 'teams are'} saved. What has begun already stays as it is.`
	return redirectWithNotice(`/a/${account.slug}/teams/lenses`, message)
}

export const meta: Route.MetaFunction = () => [{ title: 'Lenses of teams · Contour' }]

export default function TeamMarks({ loaderData, actionData, params }: Route.ComponentProps) {
	const { teams, locale } = loaderData
	const root = `/a/${params.account}`
	return (
		<div className="stack">
			<PageHeader
				above={<Breadcrumbs items={[{ label: 'Teams', href: `${root}/teams` }, { label: 'Lenses' }]} />}
				title="Which lenses apply to which teams"
				description="The AI coding levels are for teams that build product features, the agentic ladder for engineering teams. Where a domain is regulated, level 5 comes with the source’s caveat."
			/>
			{actionData && <ErrorSummary title="Nothing was saved" errors={[actionData]} />}
			{teams.length === 0 ? (
				<EmptyState title="No teams yet">Teams appear here once they are in the tree.</EmptyState>
			) : (
				<Form method="post" className="flex flex-col gap-4">
					<p className="max-w-prose text-sm text-muted">
						Engineering is proposed where at least half of a team’s people are of the Engineering family. A
						proposal holds once it is saved.
					</p>
					<MarksList teams={teams} root={root} locale={locale} />
					<div>
						<Button>Save</Button>
					</div>
				</Form>
			)}
		</div>
	)
}
