import { data } from 'react-router'
import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { managerText } from '#app/data/change-member.server.ts'
import type { MemberDetails } from '#app/data/get-member.server.ts'
import { getMember } from '#app/data/get-member.server.ts'
import { listPeopleOptions } from '#app/data/list-people-options.server.ts'
import { may, reachOf } from '#app/domain/access/policy.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { writeAttributes } from '#app/domain/roster/member-form.ts'
import { readForm } from '#app/lib/form.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { StateBadge } from '#app/ui/badge.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { Route } from './+types/route.ts'
import { markLeft, savePerson } from './actions.server.ts'
import { DataPanel } from './data-panel.tsx'
import { Connections } from './connections.tsx'
import { LeaveForm } from './leave-form.tsx'
import { PersonForm } from './person-form.tsx'

const isId = (id: string) => z.uuid().safeParse(id).success

/** The record as the form shows it. */
const asForm = (member: MemberDetails) => ({
	name: member.name,
	email: member.email ?? '',
	externalId: member.externalId ?? '',
	jobTitle: member.jobTitle ?? '',
	familyKey: member.familyKey ?? '',
	teamId: member.teamId ?? '',
	manager: managerText(member.manager) ?? '',
	startedOn: member.startedOn ?? '',
	leftOn: member.leftOn ?? '',
	attributes: writeAttributes(member.attributes),
})
export type PersonFormValues = ReturnType<typeof asForm>

export async function loader({ params, context }: Route.LoaderArgs) {
	const { scope, account, person: reader } = requireAccess(context, 'people.manage')
	const member = isId(params.memberId) ? await getMember(scope, params.memberId) : null
	if (!member) throw notFound()
	const options = await listPeopleOptions(scope, account.locale)
	// A team that is archived by now stays to be seen and kept.
	if (member.teamId && !options.teams.some(({ id }) => id === member.teamId)) {
		options.teams.push({ id: member.teamId, path: `${member.teamName} (archived)` })
	}
	const today = todayIn(account.timeZone)
	const { id, name, version, manager, reports, leads, hasJoined, email } = member
	return {
		person: { id, name, version, manager, reports, leads, hasJoined, hasEmail: email !== null },
		hasLeft: member.leftOn !== null && member.leftOn <= today,
		form: asForm(member),
		options,
		today,
		setsTargets: may(reader, 'targets.set'),
		locale: account.locale,
		mayTake: reachOf(reader, 'person-record.read').has('all'),
		mayErase: may(reader, 'people.erase'),
	}
}

export async function action({ request, params, context }: Route.ActionArgs) {
	const session = requireAccess(context, 'people.manage')
	if (!isId(params.memberId)) throw notFound()
	const form = await readForm(request)
	const intent = form.get('intent') === 'leave' ? 'leave' : 'save'
	const act = intent === 'leave' ? markLeft : savePerson
	const answer = await act(session, params.memberId, form)
	if (answer instanceof Response) return answer
	const { status, result, current } = answer
	const latest = current && { values: asForm(current), version: current.version }
	return data({ result, latest, intent }, { status })
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: `${loaderData?.person.name ?? 'Person'} · Contour` },
]

export default function Person({ loaderData, actionData, params }: Route.ComponentProps) {
	const { person, hasLeft, options, today, locale, mayTake, mayErase } = loaderData
	const root = `/a/${params.account}`
	return (
		<div className="stack">
			<PageHeader
				above={<Breadcrumbs items={[{ label: 'People', href: `${root}/people` }, { label: person.name }]} />}
				title={
					<span className="flex flex-wrap items-center gap-3">
						<bdi>{person.name}</bdi>
						{hasLeft && <StateBadge state="left" />}
					</span>
				}
				description="What holds as of now. Cycles that are open or published keep what was true when they opened."
				actions={
					loaderData.setsTargets && <ButtonLink to={`${root}/targets/people/${person.id}`}>Target</ButtonLink>
				}
			/>
			<div className="grid items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
				<PersonForm
					form={loaderData.form}
					version={person.version}
					options={options}
					result={actionData?.intent === 'leave' ? undefined : actionData?.result}
					latest={actionData?.latest ?? null}
				/>
				<div className="stack">
					<Connections person={person} root={root} locale={locale} />
					{!hasLeft && (
						<LeaveForm
							person={person}
							today={today}
							result={actionData?.intent === 'leave' ? actionData.result : undefined}
						/>
					)}
					<DataPanel url={`${root}/people/${person.id}`} mayTake={mayTake} mayErase={mayErase} />
				</div>
			</div>
		</div>
	)
}
