import { Form } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { Badge } from '#app/ui/badge.tsx'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { Button, ButtonLink } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { freshAfterRefusal } from '#app/ui/fresh-after-refusal.ts'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { TextField } from '#app/ui/text-field.tsx'
import type { Route } from './+types/route.ts'
import { give } from './give.server.ts'
import { GivingForm } from './giving-form.tsx'
import type { GivingPage, ReadyPage } from './read-page.server.ts'
import { readGivingPage } from './read-page.server.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
	return readGivingPage(requireAccess(context, 'training-assignments.give'), new URL(request.url))
}

export async function action({ request, context }: Route.ActionArgs) {
	return give(requireAccess(context, 'training-assignments.give'), request)
}

export const shouldRevalidate = freshAfterRefusal

export const meta: Route.MetaFunction = () => [{ title: 'Assign training · Contour' }]

export default function TrainingAssignmentNew({ loaderData: page, actionData }: Route.ComponentProps) {
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs items={[{ label: 'Training assignments', href: page.root }, { label: 'Assign' }]} />
				}
				title="Assign training"
				description="Who has a topic already keeps it as it is."
			/>
			{!page.audience ? (
				<ChooseWho page={page} />
			) : page.audience.count === 0 ? (
				<EmptyState
					title="Nobody to assign it to"
					action={<ButtonLink to={page.needsHref}>Training needs</ButtonLink>}
				>
					Whoever lacks this step has left, or is not among those to whom you can give training.
				</EmptyState>
			) : (
				<>
					<Who page={page} />
					{page.topics.length > 0 ? (
						<GivingForm page={page} answer={actionData} />
					) : (
						<EmptyState title="No topic serves this step yet">
							Add one to the catalogue, or say of one that it serves this step.
						</EmptyState>
					)}
				</>
			)}
		</div>
	)
}

function ChooseWho({ page: { typed, chosen, needsHref } }: { page: GivingPage }) {
	const problems = {
		nobody: 'Nobody to whom you can give training has this name, e-mail or employee id.',
		several: 'Several people have this name. Type the e-mail or the employee id instead.',
	}
	return (
		<>
			<Panel title="One person" className="max-w-form">
				<Form method="get" className="flex flex-col items-start gap-4">
					{chosen && <input type="hidden" name="topic" value={chosen} />}
					<TextField
						{...{ name: 'person', label: 'Name, e-mail or employee id', required: true, maxLength: 300 }}
						defaultValue={typed.text}
						errors={typed.problem ? [problems[typed.problem]] : undefined}
					/>
					<Button variant="secondary">Go on</Button>
				</Form>
			</Panel>
			<Panel title="Everybody who lacks a step" className="max-w-form">
				<p className="mb-4 text-sm">
					Choose the step in the training needs, narrow it to a team or a family if you like, and assign it
					from there.
				</p>
				<ButtonLink to={needsHref}>Training needs</ButtonLink>
			</Panel>
		</>
	)
}

function Who({ page: { audience, step, locale } }: { page: ReadyPage }) {
	const { count, people, isGroup, cycleName } = audience
	const more = count - people.length
	const title = `${formatNumber(count, locale)} ${count === 1 ? 'person' : 'people'}`
	return (
		<Panel
			title={isGroup ? `Who: ${title}` : 'Who'}
			description={isGroup ? `Everybody who lacks the step by the results of ${cycleName}.` : undefined}
		>
			{step && (
				<p className="mb-4 max-w-prose text-sm">
					<Badge tone="outline">{step.label}</Badge> {step.texts?.question}{' '}
					<span className="block font-medium">{step.texts?.objective}</span>
				</p>
			)}
			<ul className="flex max-w-prose flex-wrap gap-x-4 gap-y-1 text-sm">
				{people.map(({ memberId, name, teamName }) => (
					<li key={memberId}>
						<bdi>{name}</bdi> {teamName && <span className="text-muted">{teamName}</span>}
					</li>
				))}
				{more > 0 && <li className="text-muted">and {formatNumber(more, locale)} more</li>}
			</ul>
		</Panel>
	)
}
