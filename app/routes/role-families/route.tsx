import { data } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { listRoleFamilies } from '#app/data/list-role-families.server.ts'
import { newIdempotencyKey, readForm } from '#app/lib/form.server.ts'
import { refuse } from '#app/lib/http.server.ts'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { PeopleTabs } from '#app/ui/people-tabs.tsx'
import type { Route } from './+types/route.ts'
import { add, move, remove, rename } from './actions.server.ts'
import { FamilyItem } from './family-item.tsx'
import { NameForm } from './name-form.tsx'

export async function loader({ context }: Route.LoaderArgs) {
	const { scope, account } = requireAccess(context, 'people.manage')
	return {
		families: await listRoleFamilies(scope),
		idempotencyKey: newIdempotencyKey(),
		locale: account.locale,
		slug: account.slug,
	}
}

const actions = { add, rename, move, delete: remove }

export async function action({ request, context }: Route.ActionArgs) {
	const session = requireAccess(context, 'people.manage')
	const form = await readForm(request)
	const intent = form.get('intent')
	if (typeof intent !== 'string' || !Object.hasOwn(actions, intent)) throw refuse('invalid')
	const answer = await actions[intent as keyof typeof actions](session, form)
	if (answer instanceof Response) return answer
	const { status, ...refused } = answer
	return data(refused, { status })
}

export const meta: Route.MetaFunction = () => [{ title: 'Role families · Contour' }]

export default function RoleFamilies({ loaderData, actionData, params }: Route.ComponentProps) {
	const { families, idempotencyKey } = loaderData
	const answerOf = (familyId: string | null) => (actionData?.familyId === familyId ? actionData : undefined)
	return (
		<div className="stack">
			<PageHeader
				title="Role families"
				description="What people do, and so which questions a check-in asks them. They head the columns of the heatmap, in this order."
				below={<PeopleTabs slug={params.account} current="role-families" />}
			/>
			<Panel padding="flush">
				<ul className="divide-y divide-line">
					{families.map((family, index) => (
						<FamilyItem
							// A saved name starts from what is stored.
							key={`${family.id} ${family.name}`}
							family={family}
							isFirst={index === 0}
							isLast={index === families.length - 1}
							answer={answerOf(family.id)}
							page={loaderData}
						/>
					))}
				</ul>
			</Panel>
			<Panel
				title="A family of your own"
				description="Its people take no check-in before a version of the skill progression map has questions for it: owners and admins write them under Frameworks."
				className="max-w-form"
			>
				<NameForm
					id="new-family"
					key={families.length}
					hidden={{ intent: 'add', idempotencyKey }}
					name=""
					label="Name"
					submitLabel="Add the family"
					result={answerOf(null)?.result}
				/>
			</Panel>
		</div>
	)
}

export type FamiliesPage = Route.ComponentProps['loaderData']
export type FamilyAnswer = Route.ComponentProps['actionData']
