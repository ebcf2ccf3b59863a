import { getFormProps, useForm } from '@conform-to/react'
import { Form, data } from 'react-router'
import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { addTopic } from '#app/data/training-topics/add-topic.server.ts'
import { listTopicOptions } from '#app/data/training-topics/list-topic-options.server.ts'
import { topicFormSchema } from '#app/domain/training-topic/topic-form.ts'
import type { TopicValues } from '#app/domain/training-topic/topic-values.ts'
import { stepChoices, topicKindOptions } from '#app/domain/training-topic/topic-words.ts'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { idempotencyKey, newIdempotencyKey, parseFormData, readForm } from '#app/lib/form.server.ts'
import { redirectWithNotice } from '#app/lib/notice.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button } from '#app/ui/button.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TopicFields } from '#app/ui/topic-fields.tsx'
import type { Route } from './+types/route.ts'

export async function loader({ context }: Route.LoaderArgs) {
	const { scope, account } = requireAccess(context, 'training-topics.edit')
	const { families, groups } = await listTopicOptions(scope)
	return { families, steps: stepChoices(groups, [], account.locale), idempotencyKey: newIdempotencyKey() }
}

const schema = z.object({ idempotencyKey }).and(topicFormSchema)

const refusals = {
	'too-many': { title: ['There are as many topics as a catalogue has room for.'] },
	'family-gone': { title: ['A family that you chose is gone. Load the page again.'] },
}

export async function action({ request, context }: Route.ActionArgs) {
	const { scope, account } = requireAccess(context, 'training-topics.edit')
	const submission = parseFormData(await readForm(request), schema)
	if (submission.status !== 'success') return data({ result: submission.reply() }, { status: 400 })
	const { idempotencyKey: once, ...input } = submission.value
	const added = await addTopic(scope, { input, idempotencyKey: once })
	if (added.ok) {
		const url = `/a/${account.slug}/training-topics/${added.topicId}`
		return redirectWithNotice(url, `${input.title} is added.`)
	}
	return data({ result: submission.reply({ fieldErrors: refusals[added.reason] }) }, { status: 409 })
}

export const meta: Route.MetaFunction = () => [{ title: 'Add a topic · Contour' }]

export default function TrainingTopicNew({ loaderData, actionData, params }: Route.ComponentProps) {
	const [form, fields] = useForm<TopicValues>({
		id: 'topic',
		lastResult: actionData?.result,
		defaultValue: { kind: 'course' },
		shouldRevalidate: 'onSubmit',
	})
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							{ label: 'Training topics', href: `/a/${params.account}/training-topics` },
							{ label: 'Add' },
						]}
					/>
				}
				title="Add a topic"
				description="Something that people can take to get to their next step."
			/>
			<Panel>
				<Form method="post" {...getFormProps(form)} className="flex max-w-form flex-col gap-5">
					<ErrorSummary errors={listFormErrors(form)} />
					<input type="hidden" name="idempotencyKey" value={loaderData.idempotencyKey} />
					<TopicFields
						fields={fields}
						kinds={topicKindOptions}
						families={loaderData.families}
						steps={loaderData.steps}
					/>
					<div>
						<Button>Add the topic</Button>
					</div>
				</Form>
			</Panel>
		</div>
	)
}
