import { data } from 'react-router'
import { z } from 'zod'
import { answerTargetForm } from '#app/auth/answer-target-form.server.ts'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { readHeldTarget } from '#app/data/targets/read-held-target.server.ts'
import { may } from '#app/domain/access/policy.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { describeOrigin, targetTiers } from '#app/domain/target/target-words.ts'
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

export const shouldRevalidate = freshAfterRefusal

const isId = (id: string) => z.guid().safeParse(id).success

export async function loader({ params, context }: Route.LoaderArgs) {
	const { scope, person, account } = requireAccess(context, 'targets.set')
	const { memberId } = params
	const member = isId(memberId) ? await readHeldTarget(scope, { memberId }) : null
	if (!member) throw notFound()
	const { locale, timeZone } = account
	const { id, name, familyName, isGone, own, inherited } = member
	return {
		member: { id, name, familyName, isGone, own, inherited },
		opensRecord: may(person, 'people.manage'),
		...{ today: todayIn(timeZone), locale, timeZone },
	}
}

export async function action({ request, params, context }: Route.ActionArgs) {
	const session = requireAccess(context, 'targets.set')
	const { memberId } = params
	if (!isId(memberId)) throw notFound()
	const answer = await answerTargetForm(session, await readForm(request), {
		place: { scope: 'member', memberId },
		doneAt: `/a/${session.account.slug}/targets/people/${memberId}`,
	})
	if (answer instanceof Response) return answer
	const { status, ...refused } = answer
	return data(refused, { status })
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `Target of ${loaderData?.member.name ?? 'a person'} · Contour` },
]

export default function PersonTarget({ loaderData: page, actionData, params }: Route.ComponentProps) {
	const { member, opensRecord, today, locale, timeZone } = page
	const { own, inherited, familyName, isGone } = member
	const root = `/a/${params.account}`
	const say = ({ halfSteps, dueOn }: { halfSteps: number; dueOn: string }) =>
		formatTarget({ tier: tierOf(halfSteps), dueOn }, locale, timeZone)
	const other = inherited
		? `${say(inherited)}, ${describeOrigin(inherited.origin)}`
		: 'none is set for the team, the family or the company'
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							{ label: 'Targets', href: `${root}/targets` },
							{ label: 'People', href: `${root}/targets/people` },
							{ label: member.name },
						]}
					/>
				}
				title={
					<>
						Target of <bdi>{member.name}</bdi>
					</>
				}
				description="The tier that this person should reach, and by when. It is seen by them, their manager and HR, and by nobody else."
				actions={opensRecord && <ButtonLink to={`${root}/people/${member.id}`}>Record</ButtonLink>}
			/>
			<Panel
				title="Target of this person"
				description={
					own
						? 'Holds for this person alone.'
						: 'Would hold for this person alone, before every other target.'
				}
			>
				<div className="flex flex-col gap-4">
					<p className="max-w-prose text-sm text-pretty text-muted">
						{own ? 'Without one of their own: ' : 'They have none of their own. What holds: '}
						{other}.
						{familyName === null &&
							' In no family, they take part in no cycle, and a target changes nothing.'}
					</p>
					{!isGone || own ? (
						<TargetForm
							// After a save the form starts from what is stored.
							key={own?.version ?? 0}
							id="target-person"
							name={member.name}
							target={own}
							answer={actionData}
							tiers={targetTiers(locale)}
							say={say}
							today={today}
						/>
					) : (
						<p className="text-sm">This person has left.</p>
					)}
				</div>
			</Panel>
		</div>
	)
}
