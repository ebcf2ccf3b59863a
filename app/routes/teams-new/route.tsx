import { getFormProps, useForm } from '@conform-to/react'
import { Form } from 'react-router'
import type { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { addTeam } from '#app/data/add-team.server.ts'
import { listPeopleOptions } from '#app/data/list-people-options.server.ts'
import { refusalsByField, teamFormSchema } from '#app/domain/roster/member-form.ts'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { idempotencyKey, newIdempotencyKey, parseForm } from '#app/lib/form.server.ts'
import { refusal } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TeamFields } from '#app/ui/team-fields.tsx'
import type { Route } from './+types/route.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
	const { scope, account } = requireAccess(context, 'people.manage')
	const { teams, managers } = await listPeopleOptions(scope, account.locale)
	const parent = new URL(request.url).searchParams.get('parent')
	return {
		teams,
		managers,
		parentId: teams.find(({ id }) => id === parent)?.id ?? '',
		idempotencyKey: newIdempotencyKey(),
	}
}

export async function action({ request, context }: Route.ActionArgs) {
	const { scope, account } = requireAccess(context, 'people.manage')
	const submission = await parseForm(request, teamFormSchema.extend({ idempotencyKey }))
	if (submission.status !== 'success') return refusal(submission.reply())
	const { idempotencyKey: key, ...input } = submission.value
	const added = await addTeam(scope, { input, idempotencyKey: key })
	if (!added.ok) return refusal(submission.reply({ fieldErrors: refusalsByField(added.refusals) }))
	return redirectWithNotice(`/a/${account.slug}/teams/${added.teamId}`, `${input.name} is created.`)
}

export const meta: Route.MetaFunction = () => [{ title: 'New team · Contour' }]

export default function NewTeam({ loaderData, actionData, params }: Route.ComponentProps) {
	const { teams, managers, parentId } = loaderData
	const root = `/a/${params.account}/teams`
	const [form, fields] = useForm<z.input<typeof teamFormSchema>>({
		id: 'team',
		lastResult: actionData,
		defaultValue: { parentId },
		shouldRevalidate: 'onSubmit',
	})
	return (
		<div className="stack">
			<PageHeader
				above={<Breadcrumbs items={[{ label: 'Teams', href: root }, { label: 'New team' }]} />}
				title="New team"
				description="It shows in heatmaps from the next cycle that opens."
			/>
			<Panel className="max-w-form">
				<Form method="post" {...getFormProps(form)} className="flex flex-col gap-5">
					<ErrorSummary errors={listFormErrors(form)} />
					<input type="hidden" name="idempotencyKey" value={loaderData.idempotencyKey} />
					<TeamFields fields={fields} teams={teams} people={managers.map(({ name }) => name)} />
					<div className="flex flex-wrap gap-2">
						<Button>Create the team</Button>
						<ButtonLink to={root} variant="quiet">
							Cancel
						</ButtonLink>
					</div>
				</Form>
			</Panel>
		</div>
	)
}
