import { getFormProps, getInputProps, useForm } from '@conform-to/react'
import { Form, data } from 'react-router'
import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { listRoleFamilies } from '#app/data/list-role-families.server.ts'
import { addMetric } from '#app/data/metrics/add-metric.server.ts'
import { metricFormOptions } from '#app/domain/metric/form-options.ts'
import { metricFormSchema, metricKeyField } from '#app/domain/metric/metric-form.ts'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { idempotencyKey, newIdempotencyKey, parseFormData, readForm } from '#app/lib/form.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { MetricFields } from '#app/ui/metric-fields.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import type { Route } from './+types/route.ts'

export async function loader({ context }: Route.LoaderArgs) {
	const { scope } = requireAccess(context, 'metrics.define')
	const families = (await listRoleFamilies(scope)).map(({ id, name }) => ({ id, name }))
	return { families, idempotencyKey: newIdempotencyKey() }
}

const schema = z.object({ key: metricKeyField, idempotencyKey }).and(metricFormSchema)

const refusals = {
	taken: { key: ['Another metric has this key. It may be archived.'] },
	'too-many': { name: ['There are as many metrics as an account can have.'] },
	'family-gone': { name: ['A family that you chose is gone. Load the page again.'] },
}

export async function action({ request, context }: Route.ActionArgs) {
	const { scope, account } = requireAccess(context, 'metrics.define')
	const submission = parseFormData(await readForm(request), schema)
	if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 400 })
	const { key, idempotencyKey: once, ...input } = submission.value
	const added = await addMetric(scope, { key, input, idempotencyKey: once })
	if (added.ok) {
		return redirectWithNotice(`/a/${account.slug}/metrics/${added.metricId}`, `${input.name} is added.`)
	}
	return data({ result: submission.reply({ fieldErrors: refusals[added.reason] }) }, { status: 409 })
}

export const meta: Route.MetaFunction = () => [{ title: 'Add a metric · Contour' }]

type Values = Record<
	'key' | 'name' | 'description' | 'unit' | 'currency' | 'direction' | 'aggregation' | 'weightName',
	string
> & { familyIds: string[] }

export default function MetricNew({ loaderData, actionData, params }: Route.ComponentProps) {
	const [form, fields] = useForm<Values>({
		id: 'metric',
		lastResult: actionData?.result,
		defaultValue: { unit: 'count', direction: 'up', aggregation: 'sum' },
		shouldRevalidate: 'onSubmit',
	})
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[{ label: 'Metrics', href: `/a/${params.account}/metrics` }, { label: 'Add' }]}
					/>
				}
				title="Add a metric"
				description="One that the catalogue has not. How values add up is decided here, once."
			/>
			<Panel>
				<Form method="post" {...getFormProps(form)} className="flex max-w-form flex-col gap-5">
					<ErrorSummary errors={listFormErrors(form)} />
					<input type="hidden" name="idempotencyKey" value={loaderData.idempotencyKey} />
					<TextField
						{...getInputProps(fields.key, { type: 'text' })}
						label="Key"
						hint="What files name it by, such as lead-time. It never changes."
						errors={fields.key.errors}
						maxLength={80}
						autoComplete="off"
					/>
					<MetricFields
						fields={fields}
						options={metricFormOptions}
						families={loaderData.families}
						locked={false}
					/>
					<div>
						<Button>Add the metric</Button>
					</div>
				</Form>
			</Panel>
		</div>
	)
}
