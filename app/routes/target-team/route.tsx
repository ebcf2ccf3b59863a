import { data } from 'react-router'
import { z } from 'zod'
import { answerTargetForm } from '#app/auth/answer-target-form.server.ts'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { countTeamReach } from '#app/data/targets/count-team-reach.server.ts'
import { listProposedTargets } from '#app/data/targets/list-proposed-targets.server.ts'
import { readHeldTarget } from '#app/data/targets/read-held-target.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { targetTiers } from '#app/domain/target/target-words.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { readForm } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { formatTarget } from '#app/ui/format.tsx'
import { freshAfterRefusal } from '#app/ui/fresh-after-refusal.ts'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TargetForm } from '#app/ui/target-form.tsx'
import type { Route } from './+types/route.ts'
import { PlanProposals } from './plan-proposals.tsx'
import { describeInherited, describeReach } from './words.ts'

export const shouldRevalidate = freshAfterRefusal

const isId = (id: string) => z.guid().safeParse(id).success

export async function loader({ params, context }: Route.LoaderArgs) {
	const { scope, account } = requireAccess(context, 'targets.set')
	const { teamId } = params
	const team = isId(teamId) ? await readHeldTarget(scope, { teamId }) : null
	if (!team) throw notFound()
	const { locale, timeZone } = account
	const today = todayIn(timeZone)
	return {
		...{ team, today, locale, timeZone },
		reach: await countTeamReach(scope, { teamId, today }),
		proposals: await listProposedTargets(scope, { today, teamId }),
	}
}

export async function action({ request, params, context }: Route.ActionArgs) {
	const session = requireAccess(context, 'targets.set')
	const { teamId } = params
	if (!isId(teamId)) throw notFound()
	const answer = await answerTargetForm(session, await readForm(request), {
		place: { scope: 'team', teamId },
		doneAt: `/a/${session.account.slug}/targets/teams/${teamId}`,
	})
	if (answer instanceof Response) return answer
	const { status, ...refused } = answer
	return data(refused, { status })
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `Target of ${loaderData?.team.name ?? 'a team'} · Contour` },
]

export default function TeamTarget({ loaderData: page, actionData, params }: Route.ComponentProps) {
	const { team, reach, today, locale, timeZone } = page
	const root = `/a/${params.account}`
	const say = ({ halfSteps, dueOn }: { halfSteps: number; dueOn: string }) =>
		formatTarget({ tier: tierOf(halfSteps), dueOn }, locale, timeZone)
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							{ label: 'Targets', href: `${root}/targets` },
							{ label: 'Teams', href: `${root}/targets/teams` },
							{ label: team.name },
						]}
					/>
				}
				title={
					<>
						Target of <bdi>{team.name}</bdi>
					</>
				}
				description="The tier that its people should reach, and by when: those of the team and of all teams below that have none of their own."
				actions={
					<ButtonLink to={`${root}/reports/training-needs?team=${team.id}`}>Training needs</ButtonLink>
				}
			/>
			<Panel title="Target of this team" description={describeReach(reach, team, locale)}>
				<div className="flex flex-col gap-4">
					<p className="max-w-prose text-sm text-pretty text-muted">{describeInherited(team, say)}</p>
					{!team.isGone || team.own ? (
						<TargetForm
							// After a save the form starts from what is stored.
							key={team.own?.version ?? 0}
							id="target-team"
							name={team.name}
							target={team.own}
							answer={actionData}
							tiers={targetTiers(locale)}
							say={say}
							today={today}
						/>
					) : (
						<p className="text-sm">The team is archived: a target can be set for teams of the tree only.</p>
					)}
				</div>
			</Panel>
			<PlanProposals page={page} root={root} say={say} />
		</div>
	)
}

export type TeamTargetPage = Route.ComponentProps['loaderData']
