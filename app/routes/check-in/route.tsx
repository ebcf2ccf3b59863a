import { data, isRouteErrorResponse } from 'react-router'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { StateBadge } from '#app/ui/badge.tsx'
import { formatDate } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { PrivateNote } from '#app/ui/private-note.tsx'
import { ReportNeighbours } from '#app/ui/report-neighbours.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { Route } from './+types/route.ts'
import { CheckInForm } from './check-in-form.tsx'
import { handleCheckInPost } from './handle-post.server.ts'
import { dropLocalCopy } from './local-copy.ts'
import { readCheckInPage } from './read-page.server.ts'
import { SentAnswers } from './sent-answers.tsx'
import type { Offline } from './use-autosave.ts'

export async function loader({ context, params }: Route.LoaderArgs) {
	return readCheckInPage(requireAccess(context, 'check-ins.answer'), params.participantId)
}

export async function action({ context, params, request }: Route.ActionArgs) {
	return handleCheckInPost(requireAccess(context, 'check-ins.answer'), params.participantId, request)
}

/** No answer came at all, for which fetch fails with a TypeError, or one that says that the server is not there. */
const isUnreachable = (error: unknown) =>
	error instanceof TypeError || (isRouteErrorResponse(error) && [502, 503, 504].includes(error.status))

/** Without a connection the page stays as it is and says so, with everything that was typed. */
export async function clientAction({ request, serverAction }: Route.ClientActionArgs) {
	const form = await request.clone().formData()
	try {
		return await serverAction()
	} catch (error) {
		// The status keeps the router from loading the page anew.
		if (isUnreachable(error)) return data<Offline>({ kind: 'offline' }, { status: 503 })
		const gone = error instanceof Response && error.status >= 300 && error.status < 400
		if (gone && String(form.get('intent')).startsWith('send')) dropLocalCopy(String(form.get('localKey')))
		throw error
	}
}

export const meta: Route.MetaFunction = ({ loaderData }) => [
	{
		title: !loaderData
			? 'Check-in · Contour'
			: loaderData.rater === 'self'
				? `Your check-in, ${loaderData.cycleName} · Contour`
				: `Check-in: ${loaderData.memberName} · Contour`,
	},
]

const lockTexts = {
	sent: null,
	closed: 'This cycle takes no more check-ins.',
	exempt: 'This check-in is not needed: exempt in this cycle.',
	left: 'This check-in is not needed: no longer with the company.',
	'group-locked':
		'The calibration of these results is over and locked, so this takes no more answers. Ask HR.',
	'no-questions': 'The framework of this cycle has no questions for this role family. Ask HR.',
} as const

export default function CheckIn({ loaderData: page, actionData }: Route.ComponentProps) {
	const { slug, locale, timeZone, rater, lock, cycleName, dueOn, late } = page
	const about = [page.jobTitle, page.teamName, page.familyName].filter(Boolean).join(' · ')
	const due = formatDate(dueOn, locale, timeZone)
	const lockText = lock && lockTexts[lock]
	return (
		<>
			<PageHeader
				above={
					<Breadcrumbs items={[{ label: 'Check-ins', href: `/a/${slug}/check-ins` }, { label: cycleName }]} />
				}
				title={
					rater === 'self' ? (
						'Your check-in'
					) : (
						<>
							Check-in: <bdi>{page.memberName}</bdi>
						</>
					)
				}
				description={
					rater === 'self'
						? 'Choose what fits your work today, not what you aim for.'
						: `How you see their work today. ${about}`
				}
				asOf={
					<>
						{cycleName} · due {due} {late && !lock && <StateBadge state="late" />}
					</>
				}
				below={<ReportNeighbours before={page.before} after={page.after} />}
			/>
			{rater === 'manager' && page.standsInFor && (
				<Notice>
					You stand in for <bdi>{page.standsInFor}</bdi>: you give the manager’s side, and agree with{' '}
					<bdi>{page.memberName}</bdi>, who sees that it is you.
				</Notice>
			)}
			{page.byAnother && <ByAnother {...page.byAnother} />}
			{lockText && <Notice>{lockText}</Notice>}
			{page.reopenReason !== null && (
				<Notice title="Reopened by HR">
					“<bdi>{page.reopenReason}</bdi>” {!lock && 'Change what is to be changed, and send it again.'}
				</Notice>
			)}
			{lock ? (
				<>
					<SentAnswers page={page} />
					{lock === 'sent' && (
						<div>
							<ButtonLink to={`/a/${slug}/check-ins/${page.participantId}/agreement`} variant="primary">
								See where it stands
							</ButtonLink>
						</div>
					)}
				</>
			) : (
				<CheckInForm key={page.participantId} page={page} answer={actionData} />
			)}
			{page.note && (
				<PrivateNote
					key={`note ${page.participantId}`}
					href={`/a/${slug}/check-ins/${page.participantId}/note`}
					{...page.note}
					{...{ locale, timeZone }}
				/>
			)}
		</>
	)
}

/** The manager's side changed hands after somebody had begun it. */
function ByAnother({ name, sent }: { name: string | null; sent: boolean }) {
	const who = <bdi>{name ?? 'Somebody else'}</bdi>
	return (
		<Notice>
			{sent ? (
				<>{who} has sent the manager’s side already. You see it with the other side, once both are in.</>
			) : (
				<>{who} had begun a draft, which you don’t see. Saving yours replaces it.</>
			)}
		</Notice>
	)
}
