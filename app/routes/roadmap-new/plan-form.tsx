import { getFormProps, getInputProps, getSelectProps, useForm } from '@conform-to/react'
import { Form, Link } from 'react-router'
import { levelOptions } from '#app/charts/level-options.ts'
import { PhaseDays } from '#app/charts/phase-days.tsx'
import { lensNames, offeredClimb, shortLevelText } from '#app/domain/roadmap/roadmap-lens.ts'
import { originNotes, readingOfLengths } from '#app/domain/roadmap/roadmap-words.ts'
import type { RoadmapTemplate } from '#app/domain/roadmap/template.ts'
import { listFormErrors } from '#app/lib/form-errors.ts'
import { Button } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/checkbox.tsx'
import { ErrorSummary } from '#app/ui/error-summary.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { OriginBadge } from '#app/ui/origin-badge.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { RoadmapFields } from '#app/ui/roadmap-fields.tsx'
import { SelectField, TextField } from '#app/ui/text-field.tsx'
import type { NewAnswer } from './begin-plan.server.ts'
import type { NewPage } from './read-page.server.ts'

type Values = Record<
	'name' | 'teamId' | 'withBelow' | 'startLevel' | 'targetLevel' | 'startsOn' | 'owner' | 'sponsors',
	string
>

type Props = {
	page: NewPage
	template: RoadmapTemplate
	idempotencyKey: string
	answer: Pick<NewAnswer, 'result' | 'preview'> | undefined
}

export function PlanForm({ page, template, idempotencyKey, answer }: Props) {
	const { lens } = template
	const { locale, teams, mayPlanAccount, accountName, people } = page
	const { reached } = page
	const climb = offeredClimb({
		...{ lens, isSource: template.origin === 'source', reached: reached?.level ?? null },
	})
	const [form, fields] = useForm<Values>({
		id: 'plan',
		lastResult: answer?.result,
		defaultValue: {
			...{ name: `${page.teamName ?? accountName}: ${template.name}`.slice(0, 200), teamId: page.teamId },
			startLevel: String(climb.startLevel),
			targetLevel: String(climb.targetLevel),
			startsOn: page.today,
		},
		shouldRevalidate: 'onSubmit',
	})
	/** Said by name: another may be chosen below. */
	const reachedBy = teams.find(({ id }) => id === page.teamId)?.name ?? accountName
	const preview = answer?.preview ?? null
	const phases = (preview?.phases ?? page.phases).map((phase) => ({
		...phase,
		name: template.phases.find(({ key }) => key === phase.key)?.name ?? phase.key,
	}))
	return (
		<div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
			<Panel title="Plan">
				<Form method="post" {...getFormProps(form)} className="flex max-w-form flex-col gap-5">
					<ErrorSummary errors={listFormErrors(form)} />
					<input type="hidden" name="idempotencyKey" value={idempotencyKey} />
					<RoadmapFields
						fields={fields}
						levels={levelOptions(lens, locale)}
						lensName={lensNames[lens]}
						startHint={
							reached
								? `${reachedBy}, ${reached.cycleName}: ${shortLevelText(lens, reached.level, locale)}`
								: undefined
						}
						people={people}
					/>
					<SelectField
						{...getSelectProps(fields.teamId)}
						label="For"
						hint={
							teams.some(({ unfit }) => unfit.includes(lens))
								? 'Where the lens does not apply, by the marks of the team, no assessment will say what its plan reached.'
								: undefined
						}
						errors={fields.teamId.errors}
						options={[
							...(mayPlanAccount ? [{ value: '', label: `${accountName}, as a whole` }] : []),
							...teams.map(({ id, path, unfit }) => ({
								value: id,
								label: unfit.includes(lens) ? `${path} (the lens does not apply)` : path,
							})),
						]}
					/>
					<Checkbox
						name="withBelow"
						value="yes"
						defaultChecked={fields.withBelow.initialValue === 'yes'}
						label="It holds for the teams below as well"
						hint="Their people read it too."
					/>
					<TextField
						{...getInputProps(fields.startsOn, { type: 'date' })}
						label="First day"
						errors={fields.startsOn.errors}
					/>
					<div className="flex flex-wrap gap-2">
						<Button name="intent" value="create">
							Begin the plan
						</Button>
						<Button variant="secondary" name="intent" value="preview">
							Preview
						</Button>
					</div>
				</Form>
			</Panel>
			<div className="stack" id="preview">
				{preview?.warning && (
					<Notice tone="warning" title="What the source says" live>
						{preview.warning}
					</Notice>
				)}
				<Panel
					title="The four phases"
					description={preview ? 'As the plan would begin.' : 'If it began today.'}
					padding="flush"
				>
					<PhaseDays caption="The four phases" phases={phases} locale={locale} />
					<p className="px-4 py-3 text-xs text-muted sm:px-6">{readingOfLengths}</p>
				</Panel>
				<Panel
					title={<bdi>{template.name}</bdi>}
					description={
						<span className="flex flex-col items-start gap-2">
							<OriginBadge origin={template.origin} />
							<span>{originNotes[template.origin]}</span>
						</span>
					}
					footer={
						<Link
							to={page.teamId ? `?${new URLSearchParams({ team: page.teamId })}` : '?'}
							className="link text-sm"
						>
							Choose another template
						</Link>
					}
				>
					<ul className="flex flex-col gap-4 text-sm">
						{template.phases.map(({ key, name, items }) => (
							<li key={key}>
								<h3 className="text-sm">
									<bdi>{name}</bdi>
								</h3>
								<ul className="mt-1 list-disc ps-5">
									{items.map((item) => (
										<li key={item.key}>
											<bdi>{item.text}</bdi>
											{item.kind === 'outcome' && <span className="text-muted"> (outcome)</span>}
										</li>
									))}
								</ul>
							</li>
						))}
					</ul>
				</Panel>
			</div>
		</div>
	)
}
