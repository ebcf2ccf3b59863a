import { useSearchParams } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { teamLensNames } from '#app/domain/team-assessment/team-lens.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { freshAfterRefusal } from '#app/ui/fresh-after-refusal.ts'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { Route } from './+types/route.ts'
import { AgreePanel } from './agree-panel.tsx'
import { CompareChecks } from './compare-checks.tsx'
import { CompareSteps } from './compare-steps.tsx'
import { GiveLevel } from './give-level.tsx'
import { GiveRung } from './give-rung.tsx'
import { handleAssessmentPost } from './handle-post.server.ts'
import { LevelResult } from './level-result.tsx'
import { readAssessmentPage } from './read-page.server.ts'
import { RevealPanel } from './reveal-panel.tsx'
import { RungResult } from './rung-result.tsx'
import { ShownSoFar } from './shown-so-far.tsx'
import { StageNotice } from './stage-notice.tsx'

export async function loader({ context, params }: Route.LoaderArgs) {
	return readAssessmentPage(requireAccess(context, 'team-assessments.read'), params)
}

export async function action({ context, params, request }: Route.ActionArgs) {
	return handleAssessmentPost(requireAccess(context, 'team-assessments.read'), params, request)
}

export const shouldRevalidate = freshAfterRefusal

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{
		title: loaderData
			? `${teamLensNames[loaderData.head.frameworkKey]} of ${loaderData.head.teamName}, ${loaderData.head.cycleName} · Contour`
			: 'Team assessment · Contour',
	},
]

export default function TeamAssessment({ loaderData: page, actionData: answer }: Route.ComponentProps) {
	const [search] = useSearchParams()
	const { slug, head, level, ladder, agrees } = page
	const all = `/a/${slug}/teams/${head.teamId}/assessments`
	const isOpen = page.isRunning && head.state === 'collecting'
	const gives = isOpen && head.gives && page.own?.submittedAt == null
	const isAgreed = head.state === 'agreed'
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[{ label: `Assessments of ${head.teamName}`, href: all }, { label: head.cycleName }]}
					/>
				}
				title={
					<>
						{teamLensNames[head.frameworkKey]}: <bdi>{head.teamName}</bdi>
					</>
				}
				description={
					level
						? 'How far the team has come with AI in the product that it builds.'
						: 'How the team works with coding agents.'
				}
				asOf={
					<>
						{head.cycleName} · <bdi>{head.teamName}</bdi> as it was when the cycle opened
					</>
				}
			/>
			<StageNotice page={page} />
			{level && <Notice>{level.note.text}</Notice>}
			{isOpen && head.facilitates && <RevealPanel page={page} answer={answer} />}
			{gives && level && <GiveLevel page={page} level={level} answer={answer} />}
			{gives && ladder && <GiveRung page={page} ladder={ladder} answer={answer} />}
			{agrees && (
				<>
					<CompareSteps page={page} />
					{level && <ShownSoFar page={page} level={level} />}
					{level && <CompareChecks page={page} level={level} answer={answer} asked={search.get('check')} />}
					{head.facilitates && <AgreePanel page={page} answer={answer} />}
				</>
			)}
			{isAgreed && level && <LevelResult page={page} level={level} />}
			{isAgreed && ladder && <RungResult page={page} ladder={ladder} />}
		</div>
	)
}
