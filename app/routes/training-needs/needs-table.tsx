import { useMemo } from 'react'
import { Link } from 'react-router'
import { describeOrigin } from '#app/domain/target/target-words.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import { StateBadge } from '#app/ui/badge.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { formatDate, formatNumber, formatTier } from '#app/ui/format.tsx'
import { LongText } from '#app/ui/long-text.tsx'
import { SelectField, TextField } from '#app/ui/text-field.tsx'
import type { NeedRow, NeedsList, NeedsPage } from './read-page.server.ts'
import { Step } from './step.tsx'

type Props = { page: NeedsPage; list: NeedsList }

/** One row a step that somebody lacks. */
export function NeedsTable({ page, list }: Props) {
	const { slug, locale, timeZone, listOf, givesTraining, search } = page
	const columns = useMemo(
		() => columnsOf({ slug, locale, timeZone, listOf, givesTraining }),
		[slug, locale, timeZone, listOf, givesTraining],
	)
	const {
		cycle: _,
		sort: _sort,
		order: _order,
		page: _page,
		steps: _steps,
		value: _value,
		...narrowing
	} = search
	const isNarrowed = Object.values(narrowing).some((value) => value !== undefined)
	return (
		<section aria-labelledby="needs" className="flex flex-col gap-3">
			<h2 id="needs">{listOf === 'reports' ? 'Your reports' : 'Person by person'}</h2>
			<DataTable
				caption="Training needs"
				columns={columns}
				rows={list.rows}
				rowId={({ participantId, questionKey, fromHalfSteps }) =>
					`${participantId} ${questionKey} ${fromHalfSteps}`
				}
				locale={locale}
				sort={list.sort}
				paging={list.paging}
				noun={{ one: 'step', other: 'steps' }}
				empty={
					list.total > 0 ? (
						<EmptyState title="No such page">
							The list is shorter than that. Go back to its first page.
						</EmptyState>
					) : isNarrowed ? (
						<EmptyState title="Nobody matches">Clear the filter to see everybody again.</EmptyState>
					) : list.measured === 0 ? (
						<EmptyState title="Nobody to show">
							{listOf === 'reports'
								? 'None of your reports has a result and a target in this cycle.'
								: 'Nobody has a result and a target in this cycle.'}
						</EmptyState>
					) : (
						<EmptyState title="Everybody is at their target">Nobody lacks a step in this cycle.</EmptyState>
					)
				}
			/>
		</section>
	)
}

const steps = [
	{ value: '', label: 'Any tier' },
	...(['0.5', '1', '1.5', '2', '2.5'] as const).map((value) => ({ value, label: value })),
]

/** Over figures and table alike: both are of exactly what is filtered. */
export function NeedsFilter({ page, list }: Props) {
	const { cycle, cycles, targets, search, locale } = page
	const tier = (value: string) => formatTier(Number(value), locale)
	const { manager, attribute, value } = search
	const chosen = [
		{
			name: 'manager',
			label: 'Manager',
			value: manager,
			text: manager === 'none' ? 'No manager' : 'The chosen one',
		},
		{
			name: 'attribute',
			label: 'Attribute',
			value: attribute,
			text: `${attribute}: ${value ?? 'not known'}`,
		},
	]
	return (
		<FilterForm
			names={['cycle', 'search', 'team', 'family', 'question', 'step', 'steps', 'manager', 'attribute']}
			label="Filter training needs"
		>
			<SelectField name="cycle" label="Cycle" controlSize="small" defaultValue={cycle.ref} options={cycles} />
			<TextField
				name="search"
				label="Name"
				type="search"
				controlSize="small"
				maxLength={200}
				defaultValue={search.search ?? ''}
			/>
			{list.teams.length > 0 && (
				<SelectField
					name="team"
					label="Team, and below"
					controlSize="small"
					defaultValue={search.team ?? ''}
					options={list.teams}
				/>
			)}
			<SelectField
				name="family"
				label="Family"
				controlSize="small"
				defaultValue={search.family ?? ''}
				options={[
					{ value: '', label: 'All families' },
					...targets.map(({ familyId, familyName }) => ({ value: familyId, label: familyName })),
				]}
			/>
			<SelectField name="question" label="Question" controlSize="small" defaultValue={search.question ?? ''}>
				<option value="">All questions</option>
				{list.questions.map(({ family, options }) => (
					<optgroup key={family} label={family}>
						{options.map(({ key, text }) => (
							<option key={key} value={key}>
								{text}
							</option>
						))}
					</optgroup>
				))}
			</SelectField>
			<SelectField
				name="step"
				label="From tier"
				controlSize="small"
				defaultValue={search.step ?? ''}
				options={steps.map(({ value, label }) => ({
					value,
					label: value === '' ? label : tier(value),
				}))}
			/>
			<SelectField
				name="steps"
				label="Steps"
				controlSize="small"
				defaultValue={search.steps}
				options={[
					{ value: 'next', label: 'Next steps only' },
					{ value: 'all', label: 'All steps to the target' },
				]}
			/>
			{chosen.map(
				({ name, label, value: is, text }) =>
					// Chosen in the report: there may be thousands to choose from.
					is && (
						<SelectField
							key={name}
							name={name}
							label={label}
							controlSize="small"
							defaultValue={is}
							options={[
								{ value: '', label: 'All' },
								{ value: is, label: text },
							]}
						/>
					),
			)}
		</FilterForm>
	)
}

/** What it is for, what the person would do then, and the way to the topics that serve it. */
function NextStep({
	need,
	page,
}: {
	need: NeedRow
	page: Pick<NeedsPage, 'slug' | 'locale' | 'givesTraining'>
}) {
	const { slug, locale, givesTraining } = page
	const { texts, topics, familyKey, questionKey: question, fromHalfSteps, memberId, memberName } = need
	const giving = new URLSearchParams({ member: memberId, question, step: String(tierOf(fromHalfSteps)) })
	const search = new URLSearchParams({ family: familyKey, question, step: String(tierOf(fromHalfSteps)) })
	return (
		<span>
			{texts?.objective ?? '–'}
			{texts && <span className="block text-muted">{texts.to}</span>}
			<span className="flex flex-wrap gap-x-4 gap-y-2">
				<Link to={`/a/${slug}/training-topics?${search}`} className="link">
					{topics === 0
						? 'No topic yet'
						: `${formatNumber(topics, locale)} ${topics === 1 ? 'topic' : 'topics'}`}
					<span className="sr-only"> for this step</span>
				</Link>
				{givesTraining && !need.hasLeft && (
					<Link to={`/a/${slug}/training-assignments/new?${giving}`} className="link">
						Assign<span className="sr-only"> training for it to {memberName}</span>
					</Link>
				)}
			</span>
		</span>
	)
}

function columnsOf({
	slug,
	locale,
	timeZone,
	listOf,
	givesTraining,
}: Pick<NeedsPage, 'slug' | 'locale' | 'timeZone' | 'listOf' | 'givesTraining'>): DataColumn<NeedRow>[] {
	return [
		{
			id: 'member',
			header: 'Person',
			sort: true,
			cell: ({ participantId, memberName, hasLeft, isErased, isSingleRater }) => (
				<span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
					{isErased ? (
						<bdi>{memberName}</bdi>
					) : (
						<Link to={`/a/${slug}/check-ins/${participantId}/agreement`} className="link">
							<bdi>{memberName}</bdi>
						</Link>
					)}
					{isSingleRater && <StateBadge state="single-rater" />}
					{hasLeft && <StateBadge state="left">Has left since</StateBadge>}
				</span>
			),
		},
		{
			id: 'team',
			header: 'Team',
			sort: true,
			cell: ({ teamName, managerName }) => (
				<span>
					<LongText>{teamName ?? 'In no team'}</LongText>
					{listOf === 'everybody' && managerName && (
						<span className="block text-muted">
							with <bdi>{managerName}</bdi>
						</span>
					)}
				</span>
			),
		},
		{
			id: 'question',
			header: 'Question',
			sort: true,
			cell: ({ texts, questionKey, familyName }) => (
				<span>
					<span className="block text-muted">{familyName}</span>
					{texts?.question ?? questionKey}
				</span>
			),
		},
		{
			id: 'from',
			header: 'Step',
			sort: true,
			nowrap: true,
			cell: ({ fromHalfSteps, toHalfSteps }) => <Step {...{ fromHalfSteps, toHalfSteps, locale }} />,
		},
		{
			id: 'to',
			header: 'What comes next',
			cell: (need) => <NextStep need={need} page={{ slug, locale, givesTraining }} />,
		},
		{
			id: 'target',
			header: 'Target',
			sort: true,
			firstOrder: 'desc',
			nowrap: true,
			cell: ({ targetHalfSteps, dueOn, targetScope: scope, targetName: name }) => (
				<span>
					{formatTier(tierOf(targetHalfSteps), locale)}
					<span className="block text-muted">by {formatDate(dueOn, locale, timeZone)}</span>
					{scope !== 'family' && (
						<span className="block whitespace-normal text-muted">{describeOrigin({ scope, name })}</span>
					)}
				</span>
			),
		},
	]
}
