import { useLocation } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { NeedsFilterLine } from '#app/ui/needs-filter-line.tsx'
import { NeedsTabs } from '#app/ui/needs-tabs.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { QuestionLeftOut } from '#app/ui/question-left-out.tsx'
import type { Route } from './+types/route.ts'
import { GivenTopic } from './given-topic.tsx'
import { readScenarioPage } from './read-page.server.ts'
import { ScenarioForm } from './scenario-form.tsx'
import { TriedTarget } from './tried-target.tsx'

export async function loader({ request, context }: Route.LoaderArgs) {
	return readScenarioPage(requireAccess(context, 'training-needs.read'), new URL(request.url))
}

export const meta: Route.MetaFunction = () => [{ title: 'Scenario of training needs · Contour' }]

export default function TrainingScenario({ loaderData: page }: Route.ComponentProps) {
	const { search } = useLocation()
	const isTried = page.kind === 'scenario' && (page.target !== null || page.given !== null)
	return (
		<div className="stack">
			<PageHeader
				title="Training needs"
				description="What another target, or a topic for some people, would take and what it would leave."
				asOf={
					page.kind === 'scenario'
						? [page.cycle.name, page.place].filter((part) => part !== null).join(' · ')
						: undefined
				}
				below={<NeedsTabs slug={page.slug} current="scenario" search={search} />}
			/>
			{page.kind === 'nothing' ? (
				<EmptyState title="Nothing is published yet">
					A scenario starts from the needs of a published cycle.
				</EmptyState>
			) : (
				<>
					<NeedsFilterLine filters={page.filters} />
					{page.isQuestionLeftOut && <QuestionLeftOut cycleName={page.cycle.name} are="counted" />}
					<ScenarioForm page={page} />
					{isTried && (
						<Notice title="This is a scenario">
							Nothing of it is saved, and no target or plan changes. It is in the address of this page alone.
						</Notice>
					)}
					{page.target && <TriedTarget page={page} target={page.target} />}
					{page.given && <GivenTopic page={page} given={page.given} />}
				</>
			)}
		</div>
	)
}
