import { getFormProps, getSelectProps, useForm } from '@conform-to/react'
import { Form } from 'react-router'
import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { idempotencyKey, newIdempotencyKey, parseForm } from '#app/lib/form.server.ts'
import { refusal } from '#app/lib/http.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { formatDate } from '#app/ui/format.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField } from '#app/ui/text-field.tsx'
import type { Route } from './+types/route.ts'
import type { QuarterChoice } from './quarters.server.ts'
import { readQuarters } from './quarters.server.ts'

export async function loader({ context }: Route.LoaderArgs) {
	const session = requireAccess(context, 'cycles.run')
	const { locale, timeZone, fiscalYearStart } = session.account
	const quarters = await readQuarters(session)
	return { quarters, locale, timeZone, fiscalYearStart, idempotencyKey: newIdempotencyKey() }
}

const schema = z.object({
	quarter: z.string({ error: 'Choose a quarter.' }).regex(/^\d{4}-\d{2}-01$/, 'Choose a quarter.'),
	idempotencyKey,
})

const refusals = {
	taken: 'There is a cycle for this quarter already. Choose another one.',
	'no-framework': 'This account has no published framework, so there is nothing to ask. Publish one first.',
	'before-published': (name: string) =>
		`${name} is published and lies after this quarter. Cycles are published in their order, so that every change is the change since the one before.`,
}

export async function action({ request, context }: Route.ActionArgs) {
	const session = requireAccess(context, 'cycles.run')
	const submission = await parseForm(request, schema)
	if (submission.status !== 'success') return refusal(submission.reply())
	const { quarter, idempotencyKey: key } = submission.value
	const again = (message: string) => refusal(submission.reply({ fieldErrors: { quarter: [message] } }))
	const offered = (await readQuarters(session)).find(({ startsOn }) => startsOn === quarter)
	if (!offered) return again('Choose one of the quarters in the list.')
	const result = await createCycle(session.scope, { day: quarter, idempotencyKey: key })
	if (!result.ok) {
		return again(
			result.reason === 'before-published'
				? refusals['before-published'](result.publishedName)
				: refusals[result.reason],
		)
	}
	return redirectWithNotice(
		`/a/${session.account.slug}/cycles/${result.cycleId}/plan?suggest=1`,
		`${offered.name} is created. Nobody is asked before it opens.`,
	)
}

export const meta: Route.MetaFunction = () => [{ title: 'New cycle · Contour' }]

export default function NewCycle({ loaderData, actionData, params }: Route.ComponentProps) {
	const { quarters, locale, timeZone, fiscalYearStart } = loaderData
	const root = `/a/${params.account}/cycles`
	const [form, fields] = useForm<z.input<typeof schema>>({
		id: 'new-cycle',
		lastResult: actionData,
		defaultValue: { quarter: firstChoice(quarters)?.startsOn },
		shouldRevalidate: 'onSubmit',
	})
	return (
		<div className="stack">
			<PageHeader
				above={<Breadcrumbs items={[{ label: 'Cycles', href: root }, { label: 'New cycle' }]} />}
				title="New cycle"
				description="One round of check-ins for a quarter. It starts as a draft: next you set its dates and whom it asks."
			/>
			<Panel className="max-w-form">
				<Form method="post" {...getFormProps(form)} className="flex flex-col items-start gap-5">
					<ErrorSummary errors={listFormErrors(form)} />
					<input type="hidden" name="idempotencyKey" value={loaderData.idempotencyKey} />
					<div className="w-full">
						<SelectField
							{...getSelectProps(fields.quarter)}
							label="Quarter"
							hint={fiscalYearHint(fiscalYearStart, locale)}
							errors={fields.quarter.errors}
							options={quarters.map((quarter) => ({
								value: quarter.startsOn,
								label: labelOf(quarter, locale, timeZone),
								disabled: quarter.not !== null,
							}))}
						/>
					</div>
					<div className="flex flex-wrap gap-2">
						<Button>Create the cycle</Button>
						<ButtonLink to={root} variant="quiet">
							Cancel
						</ButtonLink>
					</div>
				</Form>
			</Panel>
		</div>
	)
}

/** The present quarter, or the next one that has no cycle yet. */
function firstChoice([, ...fromNow]: readonly QuarterChoice[]): QuarterChoice | undefined {
	return fromNow.find(({ not }) => not === null)
}

function labelOf({ name, startsOn, endsOn, not }: QuarterChoice, locale: string, timeZone: string): string {
	const dates = `${formatDate(startsOn, locale, timeZone)} – ${formatDate(endsOn, locale, timeZone)}`
	const why = { exists: ' (has a cycle)', 'before-published': ' (a later quarter is published)' }
	return `${name} · ${dates}${not ? why[not] : ''}`
}

function fiscalYearHint(start: number, locale: string): string {
	if (start === 1) return 'Your fiscal year is the calendar year.'
	const month = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(
		Date.UTC(2026, start - 1, 1),
	)
	return `Your fiscal year starts in ${month}. It is named after the calendar year in which it ends.`
}
