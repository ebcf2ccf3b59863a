import { Mail } from 'lucide-react'
import { Link } from 'react-router'
import { requireMailbox } from '#app/auth/require-mailbox.server.ts'
import { listOutbox } from '#app/data/list-outbox.server.ts'
import { EmptyState } from '#app/ui/empty-state.tsx'
import { TimeText } from '#app/ui/format.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { SkipLink } from '#app/ui/skip-link.tsx'
import type { Route } from './+types/route.ts'

const shown = 100

export async function loader({ request, context }: Route.LoaderArgs) {
	const whose = await requireMailbox(request, context)
	const mails = await listOutbox({ limit: shown, whose })
	return { mails: mails.map(({ id, to, subject, createdAt }) => ({ id, to, subject, createdAt })) }
}

export const meta: Route.MetaFunction = () => [{ title: 'Mailbox · Contour' }]

export default function Mailbox({ loaderData }: Route.ComponentProps) {
	return (
		<>
			<SkipLink />
			<main id="main" tabIndex={-1} className="stack mx-auto w-full max-w-3xl px-4 py-10">
				<PageHeader
					title="Mailbox"
					description={`No mail server is set up here, so this page shows what would have been sent: the latest ${shown} mails. Times are in UTC.`}
				/>
				{loaderData.mails.length === 0 ? (
					<EmptyState title="No mail yet">
						Invitations, links for a new password and announcements arrive here.
					</EmptyState>
				) : (
					<ul className="divide-y divide-line rounded-panel border border-line bg-panel">
						{loaderData.mails.map(({ id, to, subject, createdAt }) => (
							<li key={id}>
								<Link to={`/mailbox/${id}`} className="flex items-start gap-3 px-4 py-3 hover:bg-hover">
									<Mail aria-hidden className="mt-0.5 size-5 shrink-0 text-muted" />
									<span className="min-w-0 flex-1">
										<bdi className="block font-medium">{subject}</bdi>
										<span className="block text-sm text-muted">
											To <bdi>{to}</bdi>,{' '}
											<TimeText value={createdAt} locale="en-GB" timeZone="UTC" style="dateTime" />
										</span>
									</span>
								</Link>
							</li>
						))}
					</ul>
				)}
			</main>
		</>
	)
}
