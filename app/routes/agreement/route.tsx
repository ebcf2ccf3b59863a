import { useSearchParams } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { Route } from './+types/route.ts'
import { AgreeForm } from './agree-form.tsx'
import { handleAgreementPost } from './handle-post.server.ts'
import type { AgreementPage } from './read-page.server.ts'
import { readAgreementPage } from './read-page.server.ts'
import { ReopenedNotice } from './reopened-notice.tsx'
import { Result } from './result.tsx'
import { QuestionPair, TierPair } from './side-by-side.tsx'
import { Waiting } from './waiting.tsx'

export async function loader({ context, params }: Route.LoaderArgs) {
	return readAgreementPage(requireAccess(context, 'outcomes.read'), params.participantId)
}

export async function action({ context, params, request }: Route.ActionArgs) {
	return handleAgreementPost(requireAccess(context, 'outcomes.read'), params.participantId, request)
}

const titleOf = ({ viewer, memberName, stage }: AgreementPage) =>
	viewer === 'self' ? (stage === 'agreed' ? 'Your result' : 'Your check-in, side by side') : memberName

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{ title: loaderData ? `${titleOf(loaderData)}, ${loaderData.cycleName} · Contour` : 'Check-in · Contour' },
]

export default function Agreement({ loaderData: page, actionData }: Route.ComponentProps) {
	const [search] = useSearchParams()
	const { slug, viewer, stage, mayAgree, cycleName, outcome } = page
	const about = [page.jobTitle, page.teamName, page.familyName].filter(Boolean).join(' · ')
	const isAgreed = stage === 'agreed'
	const agreeing = mayAgree && (!isAgreed || search.has('change') || actionData !== undefined)
	const own = viewer === 'self' || viewer === 'manager'
	return (
		<>
			<PageHeader
				above={
					<Breadcrumbs
						items={[
							own ? { label: 'Check-ins', href: `/a/${slug}/check-ins` } : { label: 'Check-ins' },
							{ label: cycleName },
						]}
					/>
				}
				title={<bdi>{titleOf(page)}</bdi>}
				description={viewer === 'self' ? undefined : about}
				asOf={cycleName}
				actions={
					page.reopenHref ? (
						<ButtonLink to={page.reopenHref}>{page.reopened ? 'Reopen again' : 'Reopen'}</ButtonLink>
					) : (
						outcome &&
						mayAgree &&
						!agreeing && (
							<>
								<ButtonLink to="?change">Agree anew</ButtonLink>
								{page.next && (
									<ButtonLink to={page.next.href} variant="primary">
										Next: {page.next.name}
									</ButtonLink>
								)}
							</>
						)
					)
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
		</>
	)
}

function StageNotice({ page, agreeing }: { page: AgreementPage; agreeing: boolean }) {
	const { stage, viewer, comparison, locale, managerName, memberName, mayAgree, can } = page
	const apart = comparison.wholeTierApart
	if (stage === 'not-agreed') {
		return (
			<Notice>
				{page.published
					? 'The cycle was published before the two agreed, so it holds no result for this check-in.'
					: 'The review ended before both were in. Published like this, it counts as not assessed.'}
			</Notice>
		)
	}
	if (stage === 'alone') {
		return (
			<Notice>
				Nobody can give the other side. If it stays so, this side becomes the result at publication, marked as
				one rater.
			</Notice>
		)
	}
	if (stage !== 'to-agree' && !agreeing) return null
	return (
		<Notice tone={apart > 0 ? 'warning' : 'info'} title={apart > 0 ? apartText(apart, locale) : undefined}>
			{viewer === 'self' ? (
				<>
					Talk it over. {can.manager ? <bdi>{managerName}</bdi> : 'HR'} records what the two of you agree on.
				</>
			) : viewer === 'manager' ? (
				'Talk it over, question by question, and record what you agree on. Equal answers are chosen already.'
			) : mayAgree ? (
				<>
					<bdi>{managerName}</bdi> can’t record it any more. Talk it over with <bdi>{memberName}</bdi>,
					question by question, and record what is agreed. Equal answers are chosen already.
				</>
			) : (
				'Both are in. The two have not agreed yet.'
			)}
		</Notice>
	)
}

const apartText = (count: number, locale: string) =>
	`${formatNumber(count, locale)} ${count === 1 ? 'answer stands' : 'answers stand'} a whole tier or more apart`

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
