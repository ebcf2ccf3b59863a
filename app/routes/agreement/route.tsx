import { useSearchParams } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { PrivateNote } from '#app/ui/private-note.tsx'
import { ReportNeighbours } from '#app/ui/report-neighbours.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { Route } from './+types/route.ts'
import { AgreeForm } from './agree-form.tsx'
import { handleAgreementPost } from './handle-post.server.ts'
import type { AgreementPage } from './read-page.server.ts'
import { readAgreementPage } from './read-page.server.ts'
import { ReopenedNotice } from './reopened-notice.tsx'
import { Result } from './result.tsx'
import { StageNotice } from './stage-notice.tsx'
import { QuestionPair, TierPair } from './side-by-side.tsx'
import { Waiting } from './waiting.tsx'

export async function loader({ context, params }: Route.LoaderArgs) {
	return readAgreementPage(requireAccess(context, 'outcomes.read'), params.participantId)
}

export async function action({ context, params, request }: Route.ActionArgs) {
	return handleAgreementPost(requireAccess(context, 'outcomes.read'), params.participantId, request)
}

const ownTitles: Record<AgreementPage['stage'], string> = {
	waiting: 'Your check-in',
	alone: 'Your check-in',
	'to-agree': 'Your check-in, side by side',
	agreed: 'Your result',
	'not-agreed': 'Your check-in',
}

const titleOf = ({ viewer, memberName, stage }: AgreementPage) =>
	viewer === 'self' ? ownTitles[stage] : memberName

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: loaderData ? `${titleOf(loaderData)}, ${loaderData.cycleName} · Contour` : 'Check-in · Contour' },
]

export default function Agreement({ loaderData: page, actionData }: Route.ComponentProps) {
	const [search] = useSearchParams()
	const { slug, viewer, stage, mayAgree, cycleName, outcome } = page
	const about = [page.jobTitle, page.teamName, page.familyName].filter(Boolean).join(' · ')
	const isAgreed = stage === 'agreed'
	const agreeing = mayAgree && (!isAgreed || search.has('change') || actionData !== undefined)
	return (
		<>
			<PageHeader
				above={
					<Breadcrumbs
						items={
							page.cycleHref
								? [
										{ label: 'Cycles', href: `/a/${slug}/cycles` },
										{ label: cycleName, href: page.cycleHref },
										{ label: page.memberName },
									]
								: [{ label: 'Check-ins', href: `/a/${slug}/check-ins` }, { label: cycleName }]
						}
					/>
				}
				title={<bdi>{titleOf(page)}</bdi>}
				description={viewer === 'self' ? undefined : about}
				asOf={
					<>
						{cycleName}
						{page.standsInFor && (
							<>
								{' '}
								· <bdi>{page.managerName}</bdi> stands in for <bdi>{page.standsInFor}</bdi>
							</>
						)}
					</>
				}
				below={<ReportNeighbours before={page.before} after={page.after} />}
				actions={
					<>
						<ButtonLink to={`/a/${slug}/people/${page.memberId}/progress`}>
							{viewer === 'self' ? 'Your progress' : 'Progress over time'}
						</ButtonLink>
						{page.reopenHref ? (
							<ButtonLink to={page.reopenHref}>{page.reopened ? 'Reopen again' : 'Reopen'}</ButtonLink>
						) : (
							outcome &&
							mayAgree &&
							!agreeing && (
								<>
									<ButtonLink to="?change">Agree anew</ButtonLink>
									{page.next && (
										<ButtonLink to={page.next.href} variant="primary">
											<span className="max-w-64 truncate">
												Next: <bdi>{page.next.name}</bdi>
											</span>
										</ButtonLink>
									)}
								</>
							)
						)}
					</>
				}
			/>
			<ReopenedNotice page={page} />
			<StageNotice page={page} agreeing={agreeing} />
			{stage === 'waiting' && <Waiting page={page} />}
			{!agreeing && <Result page={page} />}
			{agreeing ? (
				<AgreeForm key={page.participantId} page={page} answer={actionData} />
			) : (
				<BothSides page={page} />
			)}
			{page.note && (
				<PrivateNote
					key={`note ${page.participantId}`}
					href={`/a/${slug}/check-ins/${page.participantId}/note`}
					{...page.note}
					locale={page.locale}
					timeZone={page.timeZone}
				/>
			)}
		</>
	)
}

function BothSides({ page }: { page: AgreementPage }) {
	const { sides, questions } = page
	if (!sides.self && !sides.manager) return null
	return (
		<div className="flex max-w-3xl flex-col gap-6">
			{questions.map((question) => (
				<QuestionPair key={question.key} page={page} question={question} />
			))}
			<section className="border-t border-line pt-6">
				<TierPair page={page} />
			</section>
		</div>
	)
}
