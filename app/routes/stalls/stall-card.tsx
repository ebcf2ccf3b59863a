import { Plus } from 'lucide-react'
import { Form, Link } from 'react-router'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SelectField } from '#app/ui/text-field.tsx'
import type { PlanToTake, StallItem } from './read-page.server.ts'

/** What stands still, of how many and against which target; folded, what the source says, and what a plan can take up. */
export function StallCard({ item }: { item: StallItem }) {
	return (
		<Panel
			title={
				<Link to={item.href} className="link wrap-anywhere">
					<bdi>{item.name}</bdi>
				</Link>
			}
			description={item.place || undefined}
		>
			<div className="flex flex-col gap-4">
				<dl className="grid grid-cols-2 gap-x-6 gap-y-3 lg:grid-cols-4">
					{item.figures.map(({ label, value, note }) => (
						<div key={label} className="flex min-w-0 flex-col">
							<dt className="text-sm text-muted">{label}</dt>
							<dd className="font-semibold tabular-nums">{value}</dd>
							{note && <dd className="text-sm wrap-anywhere text-muted">{note}</dd>}
						</div>
					))}
				</dl>
				<details className="disclosure">
					<summary className="text-sm font-medium text-accent">
						{item.advice.title}, and what to do
						<span className="sr-only">: {item.name}</span>
					</summary>
					<div className="mt-4 flex flex-col gap-6">
						<SourceWords advice={item.advice} />
						<WhatToDo item={item} />
					</div>
				</details>
			</div>
		</Panel>
	)
}

function SourceWords({ advice: { text, reasons, traps, trapsTitle } }: { advice: StallItem['advice'] }) {
	return (
		<div className="flex flex-col gap-4">
			<p className="max-w-prose text-sm">{text}</p>
			{reasons.length > 0 && (
				<ul className="flex max-w-prose list-disc flex-col gap-1.5 ps-4.5 text-sm marker:text-control">
					{reasons.map((reason) => (
						<li key={reason.key}>
							{reason.name && <span className="font-medium">{reason.name}. </span>}
							{reason.text}
						</li>
					))}
				</ul>
			)}
			{traps.length > 0 && (
				<div className="flex flex-col gap-2">
					<h3 className="text-sm font-medium">{trapsTitle}</h3>
					<ul className="flex flex-col gap-2">
						{traps.map((trap) => (
							<li
								key={trap.key}
								className="grid gap-x-8 gap-y-2 rounded-panel bg-sunken p-4 text-sm md:grid-cols-2"
							>
								<p className="max-w-prose">
									<span className="font-medium">{trap.name}.</span> {trap.text}
								</p>
								<p className="max-w-prose border-s-2 border-accent ps-4">
									<span className="font-medium">What helps.</span> {trap.helps}
								</p>
							</li>
						))}
					</ul>
				</div>
			)}
		</div>
	)
}

function WhatToDo({ item: { id, plans, beginHref, advice } }: { item: StallItem }) {
	if (plans.length === 0) {
		return beginHref ? (
			<div>
				<ButtonLink to={beginHref} icon={Plus} size="small">
					Begin a plan
				</ButtonLink>
			</div>
		) : (
			<p className="text-sm text-muted">No plan under this lens that you can read holds here.</p>
		)
	}
	return (
		<ul className="flex flex-col gap-6">
			{plans.map((plan) => (
				<li key={plan.id} className="flex flex-col gap-3">
					<h3 className="text-sm font-medium">
						The plan{' '}
						<Link to={plan.href} className="link">
							<bdi>{plan.name}</bdi>
						</Link>
					</h3>
					<TakeUp
						plan={plan}
						id={`${id} ${plan.id}`.replaceAll(' ', '-')}
						hasAdvice={advice.takeables.length > 0}
					/>
				</li>
			))}
		</ul>
	)
}

function TakeUp({ plan, id, hasAdvice }: { plan: PlanToTake; id: string; hasAdvice: boolean }) {
	const { takeables, phases, mayEdit } = plan
	if (!hasAdvice) return null
	if (!mayEdit) {
		return <p className="text-sm text-muted">Who edits this plan can take the advice up there.</p>
	}
	if (takeables.length === 0) {
		return <p className="text-sm text-muted">This plan has taken up all of it.</p>
	}
	if (phases.length === 0) {
		return (
			<p className="text-sm text-muted">Every phase of this plan is closed, so it takes no more items.</p>
		)
	}
	const [first] = takeables
	const isOwn = first?.key === null
	return (
		<Form method="post" action={plan.href} className="flex max-w-form flex-col items-start gap-4">
			<input type="hidden" name="intent" value={isOwn ? 'add' : 'remedy'} />
			<input type="hidden" name="idempotencyKey" value={plan.idempotencyKey} />
			{isOwn ? (
				<>
					<input type="hidden" name="kind" value="own" />
					<input type="hidden" name="text" value={first?.text} />
				</>
			) : (
				<fieldset className="flex flex-col gap-1">
					<legend className="mb-1 text-sm font-medium">Remedy</legend>
					{takeables.map(({ key, text, against }) => (
						<label key={key} className="flex items-start gap-3 py-1.5 text-sm">
							<input
								type="radio"
								name="remedyKey"
								value={key ?? ''}
								required
								defaultChecked={takeables.length === 1}
								className="mt-0.5 size-5 shrink-0 accent-accent"
							/>
							<span>
								{text}
								<span className="block text-muted">
									{against === null ? 'Against the stall as a whole' : `Against: ${against}`}
								</span>
							</span>
						</label>
					))}
				</fieldset>
			)}
			<SelectField name="phase" id={`${id}-phase`} label="Phase" defaultValue={plan.phase} options={phases} />
			<Button variant="secondary" icon={Plus}>
				{isOwn ? 'Add this skill as an item' : 'Add the remedy to the plan'}
			</Button>
		</Form>
	)
}
