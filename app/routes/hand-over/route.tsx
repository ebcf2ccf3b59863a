import { requireAccess } from '#app/auth/require-access.server.ts'
import { Breadcrumbs } from '#app/ui/breadcrumbs.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { Route } from './+types/route.ts'
import { handleHandOverPost } from './handle-post.server.ts'
import { HandOverForm } from './hand-over-form.tsx'
import { readHandOverPage } from './read-page.server.ts'
import { WhoseReports } from './whose-reports.tsx'

export async function loader({ context, url }: Route.LoaderArgs) {
	return readHandOverPage(requireAccess(context, 'check-ins.delegate'), url)
}

export async function action({ context, request }: Route.ActionArgs) {
	return handleHandOverPost(requireAccess(context, 'check-ins.delegate'), request)
}

export const meta: Route.MetaFunction = () => [{ title: 'Hand over check-ins · Contour' }]

export default function HandOver({ loaderData: page, actionData }: Route.ComponentProps) {
	const { slug, forAll, none, managerName, cycleName, reports, problem } = page
	return (
		<div className="stack">
			<PageHeader
				above={
					<Breadcrumbs
						items={[{ label: 'Check-ins', href: `/a/${slug}/check-ins` }, { label: 'Hand over' }]}
					/>
				}
				title="Hand over check-ins"
				description={
					none
						? 'People without a manager: name who gives the manager’s side.'
						: managerName
							? `Who gives the manager’s side about the reports of ${managerName}.`
							: 'Somebody else gives the manager’s side about your reports and agrees with them.'
				}
				asOf={cycleName}
			/>
			{forAll && <WhoseReports page={page} />}
			{reports.length > 0 ? (
				<HandOverForm key={`${page.manager} ${none} ${page.paging.page}`} page={page} answer={actionData} />
			) : (
				!problem && (
					<EmptyState title="Nobody to hand over">
						{none
							? 'Everybody who takes part in the running cycle has a manager.'
							: forAll && !managerName
								? 'No running cycle has reports of yours. Name a manager above to hand over theirs.'
								: 'No running cycle has reports here.'}
					</EmptyState>
				)
			)}
		</div>
	)
}
