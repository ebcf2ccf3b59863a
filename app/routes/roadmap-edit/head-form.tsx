import { getFormProps, useForm } from '@conform-to/react'
import { Form } from 'react-router'
import { levelOptions } from '#app/charts/level-options.ts'
import { lensNames, levelText } from '#app/domain/roadmap/roadmap-lens.ts'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { Button } from '#app/ui/button.tsx'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { RoadmapFields } from '#app/ui/roadmap-fields.tsx'
import { useFormId } from '#app/ui/use-form-id.ts'
import type { EditAnswer } from './actions.server.ts'
import type { EditPage, HeadValues } from './read-page.server.ts'

type Props = { page: EditPage; answer: Pick<EditAnswer, 'result' | 'latest'> | undefined }

export function HeadForm({ page, answer }: Props) {
	const { plan, people, locale } = page
	const { lens } = plan
	const [form, fields] = useForm<HeadValues>({
		id: useFormId(`head-${plan.id}-${plan.version}`, answer !== undefined),
		lastResult: answer?.result,
		defaultValue: page.form,
		shouldRevalidate: 'onSubmit',
	})
	const latest = answer?.latest ?? null
	return (
		<Panel title="Plan">
			<Form method="post" {...getFormProps(form)} className="flex max-w-form flex-col gap-5">
				<ErrorSummary errors={listFormErrors(form)} />
				{latest && (
					<Notice tone="warning" title="Saved by somebody else in the meantime">
						<DefinitionList
							items={[
								{ term: 'Name', value: <bdi>{latest.values.name}</bdi> },
								{
									term: 'From, to',
									value: `${levelText(lens, Number(latest.values.startLevel), locale)} → ${levelText(lens, Number(latest.values.targetLevel), locale)}`,
								},
								{ term: 'Owner', value: <bdi>{latest.values.owner || '–'}</bdi> },
								{ term: 'Sponsors', value: <bdi>{latest.values.sponsors || '–'}</bdi> },
							]}
						/>
					</Notice>
				)}
				<input type="hidden" name="version" value={latest?.version ?? plan.version} />
				<RoadmapFields
					fields={fields}
					levels={levelOptions(lens, locale)}
					lensName={lensNames[lens]}
					people={people}
				/>
				<div>
					<Button name="intent" value="head">
						Save
					</Button>
				</div>
			</Form>
		</Panel>
	)
}
