import { getFormProps, useForm } from '@conform-to/react'
import { Form } from 'react-router'
import type { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { addMember } from '#app/data/add-member.server.ts'
import { listPeopleOptions } from '#app/data/list-people-options.server.ts'
import { memberFormSchema, refusalsByField } from '#app/domain/roster/member-form.ts'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { idempotencyKey, newIdempotencyKey, parseForm } from '#app/lib/form.server.ts'
import { refusal } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { MemberFields } from '#app/ui/member-fields.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { Route } from './+types/route.ts'

export async function loader({ context }: Route.LoaderArgs) {
	const { scope, account } = requireAccess(context, 'people.manage')
	const options = await listPeopleOptions(scope, account.locale)
	return { options, idempotencyKey: newIdempotencyKey() }
}

export async function action({ request, context }: Route.ActionArgs) {
	const { scope, account } = requireAccess(context, 'people.manage')
	const submission = await parseForm(request, memberFormSchema.safeExtend({ idempotencyKey }))
	if (submission.status !== 'success') return refusal(submission.reply())
	const { idempotencyKey: key, ...input } = submission.value
	const added = await addMember(scope, { input, idempotencyKey: key })
	if (!added.ok) return refusal(submission.reply({ fieldErrors: refusalsByField(added.refusals) }))
	return redirectWithNotice(`/a/${account.slug}/people/${added.memberId}`, `${input.name} is added.`)
}

export const meta: Route.MetaFunction = () => [{ title: 'Add a person · Contour' }]

export default function NewPerson({ loaderData, actionData, params }: Route.ComponentProps) {
	const { options } = loaderData
	const root = `/a/${params.account}/people`
	const [form, fields] = useForm<z.input<typeof memberFormSchema>>({
		id: 'person',
		lastResult: actionData,
		shouldRevalidate: 'onSubmit',
	})
	return (
		<div className="stack">
			<PageHeader
				above={<Breadcrumbs items={[{ label: 'People', href: root }, { label: 'Add a person' }]} />}
				title="Add a person"
				description="They can take part in the next cycle that opens. Nobody gets a mail before you invite them."
			/>
			<Panel className="max-w-form">
				<Form method="post" {...getFormProps(form)} className="flex flex-col gap-5">
					<ErrorSummary errors={listFormErrors(form)} />
					<input type="hidden" name="idempotencyKey" value={loaderData.idempotencyKey} />
					<MemberFields
						fields={fields}
						families={options.families}
						teams={options.teams}
						managers={options.managers.map(({ name }) => name)}
					/>
					<div className="flex flex-wrap gap-2">
						<Button>Add the person</Button>
						<ButtonLink to={root} variant="quiet">
							Cancel
						</ButtonLink>
					</div>
				</Form>
			</Panel>
		</div>
	)
}
