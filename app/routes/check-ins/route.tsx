import { requireAccess } from '#app/auth/require-access.server.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { StateBadge } from '#app/ui/badge.tsx'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { formatDate } from '#app/ui/format.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import type { Route } from './+types/route.ts'
import { CalibrationNotice } from './calibration-notice.tsx'
import { EarlierResults, OwnCheckIn } from './own.tsx'
import { readCheckInsPage } from './read-page.server.ts'
import { HandedOver } from './handed-over.tsx'
import { Reports } from './reports.tsx'

export async function loader({ context, request }: Route.LoaderArgs) {
	return readCheckInsPage(requireAccess(context, 'check-ins.answer'), new URL(request.url))
}

export const meta: Route.MetaFunction = () => [{ title: 'Check-ins · Contour' }]

export default function CheckIns({ loaderData: page }: Route.ComponentProps) {
	const { cycle, late, own, reports, locale, timeZone } = page
	return (
		<>
			<PageHeader
				title="Check-ins"
				description={
					reports.all > 0 ? 'Yours, and those about the people you manage.' : 'Yours, and what became of it.'
				}
				asOf={
					cycle && (
						<>
							{cycle.name}
							{cycle.dueOn && ` · due ${formatDate(cycle.dueOn, locale, timeZone)}`}{' '}
							{late && <StateBadge state="late" />}
						</>
					)
				}
				actions={
					page.mayHandOver && <ButtonLink to={`/a/${page.slug}/check-ins/hand-over`}>Hand over</ButtonLink>
				}
			/>
			<CalibrationNotice page={page} />
			<HandedOver page={page} />
			{own.length === 0 && reports.all === 0 && (
				<EmptyState title="No check-in is waiting for you">
					{page.runningName
						? `You don’t take part in ${page.runningName}. When a cycle asks you, your check-in appears here.`
						: 'When the next cycle opens, your check-in appears here.'}
				</EmptyState>
			)}
			{own.map((item) => (
				<OwnCheckIn key={item.participantId} item={item} page={page} />
			))}
			{reports.all > 0 && (
				<section className="flex flex-col gap-4">
					<h2>Your reports</h2>
					<Reports page={page} />
				</section>
			)}
			<EarlierResults page={page} />
		</>
	)
}
