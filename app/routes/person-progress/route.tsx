import { requireAccess } from '#app/auth/require-access.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { Route } from './+types/route.ts'
import { AnswerHistory } from './answer-history.tsx'
import { EvidenceList } from './evidence-list.tsx'
import { HeldTarget } from './held-target.tsx'
import { NextSteps } from './next-steps.tsx'
import { readPersonProgressPage } from './read-page.server.ts'
import type { PersonProgressPage } from './read-page.server.ts'
import { TierHistory } from './tier-history.tsx'
import { WhoSees } from './who-sees.tsx'

export async function loader({ context, params }: Route.LoaderArgs) {
	return readPersonProgressPage(requireAccess(context, 'outcomes.read'), params.memberId)
}

const titleOf = ({ isSelf, member }: PersonProgressPage) => (isSelf ? 'Your progress' : member.name)

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: loaderData ? `${titleOf(loaderData)}, progress · Contour` : 'Progress · Contour' },
]

export default function PersonProgress({ loaderData: page, params }: Route.ComponentProps) {
	const { isSelf, member, cycles, opensRecord } = page
	const root = `/a/${params.account}`
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={
							opensRecord
								? [
										{ label: 'People', href: `${root}/people` },
										{ label: member.name, href: `${root}/people/${member.id}` },
										{ label: 'Progress' },
									]
								: [{ label: 'Check-ins', href: `${root}/check-ins` }, { label: 'Progress' }]
						}
					/>
				}
				title={<bdi>{titleOf(page)}</bdi>}
				description={descriptionOf(page)}
				asOf={isSelf ? undefined : (member.jobTitle ?? undefined)}
			/>
			<HeldTarget page={page} />
			{cycles.length === 0 ? (
				<EmptyState
					title="No cycle yet"
					action={isSelf && <ButtonLink to={`${root}/check-ins`}>Check-ins</ButtonLink>}
				>
					{isSelf ? 'What you agree on' : 'What is agreed'} in a cycle appears here.
				</EmptyState>
			) : (
				<>
					<div className="grid items-start gap-6 lg:grid-cols-[3fr_2fr]">
						<TierHistory page={page} />
						<NextSteps page={page} />
					</div>
					<AnswerHistory page={page} />
					<EvidenceList page={page} />
				</>
			)}
			<WhoSees page={page} />
		</div>
	)
}

function descriptionOf({ isSelf, cycles }: PersonProgressPage): string {
	if (isSelf) return 'What was agreed about your work with AI, cycle by cycle, and what comes next.'
	const viewer = cycles.at(-1)?.viewer
	if (viewer === 'above') {
		return 'What was agreed in the cycles in which you stood further up. Answers of the two stay between them.'
	}
	if (viewer === 'manager') return 'The cycles in which you gave the manager’s side or stood further up.'
	return 'What was agreed cycle by cycle, and what comes next. Notes stay between the two.'
}
