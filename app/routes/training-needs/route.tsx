import { BookMarked, ListChecks, Target } from 'lucide-react'
import { useLocation } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { readForm } from '#app/lib/form.server.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { FamiliesCaveat } from '#app/ui/families-caveat.tsx'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { sayParts, sayPublished } from '#app/ui/format.tsx'
import { NeedsTabs } from '#app/ui/needs-tabs.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { QuestionLeftOut } from '#app/ui/question-left-out.tsx'
import { SaveReportLink } from '#app/ui/save-report-link.tsx'
import { SelectField } from '#app/ui/text-field.tsx'
import type { Route } from './+types/route.ts'
import { Counts } from './counts.tsx'
import { ExportButtons } from './export-buttons.tsx'
import { NeedsFilter, NeedsTable } from './needs-table.tsx'
import { NothingPublished } from './nothing-published.tsx'
import { OwnSteps } from './own-steps.tsx'
import { OtherTraining } from './own-training.tsx'
import { PreparedExport } from './prepared-export.tsx'
import type { NeedsPage } from './read-page.server.ts'
import { readTrainingNeedsPage } from './read-page.server.ts'
import { startExport } from './start-export.server.ts'
import { NeedsSummary } from './summary.tsx'
import { TargetNotes } from './target-notes.tsx'

export async function loader({ request, context }: Route.LoaderArgs) {
	return readTrainingNeedsPage(requireAccess(context, 'training-needs.read'), new URL(request.url))
}

/** Has the file of everything that is filtered prepared behind the page. */
export async function action({ request, context }: Route.ActionArgs) {
	const session = requireAccess(context, 'training-needs.export')
	return startExport(session, await readForm(request), new URL(request.url))
}

export const handle = { wide: true }

export const meta: Route.MetaFunction = () => [{ title: 'Training needs · Contour' }]

export default function TrainingNeeds({ loaderData: page }: Route.ComponentProps) {
	if (page.kind === 'nothing') return <NothingPublished page={page} />
	const { list, own, counts } = page
	return (
		<div className="stack">
			<NeedsHeader page={page} />
			<PreparedExport page={page} />
			{!list && <CycleForm page={page} />}
			<TargetNotes page={page} />
			{!list && own && <OwnSteps page={page} own={own} />}
			{!list && own && <OtherTraining page={page} own={own} />}
			{counts && <Counts page={page} counts={counts} />}
			{(list || counts) && <FamiliesCaveat slug={page.slug} />}
			{list && (
				<>
					<NeedsFilter page={page} list={list} />
					{page.isQuestionLeftOut && <QuestionLeftOut cycleName={page.cycle.name} are="listed" />}
					<NeedsSummary page={page} list={list} />
					<NeedsTable page={page} list={list} />
					{own && <OwnSteps page={page} own={own} />}
					{own && <OtherTraining page={page} own={own} />}
				</>
			)}
		</div>
	)
}

const descriptions = {
	everybody: 'Who lacks which step to their target, from the agreed answers of a published cycle.',
	reports: 'The steps that your reports lack to their targets, and your own.',
	counts: 'How many stand below the target, in groups.',
	own: 'Your next steps to your target.',
}

function NeedsHeader({ page }: { page: NeedsPage }) {
	const { listOf, counts, cycle, locale, timeZone, slug } = page
	const { mayExport, setsTargets, readsTopics } = page
	const { search } = useLocation()
	const asOf = sayParts(
		cycle.name,
		sayPublished(cycle.publishedAt, locale, timeZone),
		cycle.isCorrected && `version ${cycle.version}`,
	)
	return (
		<PageHeader
			title="Training needs"
			description={descriptions[listOf ?? (counts ? 'counts' : 'own')]}
			asOf={asOf}
			below={listOf && <NeedsTabs slug={slug} current="list" search={search} />}
			actions={
				(setsTargets || mayExport || readsTopics || page.readsAssignments) && (
					<>
						{readsTopics && (
							<ButtonLink to={`/a/${slug}/training-topics`} icon={BookMarked}>
								Topics
							</ButtonLink>
						)}
						<SaveReportLink slug={slug} kind="training-needs" />
						{page.readsAssignments && (
							<ButtonLink to={`/a/${slug}/training-assignments`} icon={ListChecks}>
								Assignments
							</ButtonLink>
						)}
						{setsTargets && (
							<ButtonLink to={`/a/${slug}/targets`} icon={Target}>
								Targets
							</ButtonLink>
						)}
						{mayExport && <ExportButtons page={page} />}
					</>
				)
			}
		/>
	)
}

function CycleForm({ page: { cycle, cycles } }: { page: NeedsPage }) {
	if (cycles.length < 2) return null
	return (
		<FilterForm names={['cycle']} label="Choose a cycle" submitLabel="Show" clearLabel="Newest">
			<SelectField name="cycle" label="Cycle" controlSize="small" defaultValue={cycle.ref} options={cycles} />
		</FilterForm>
	)
}
