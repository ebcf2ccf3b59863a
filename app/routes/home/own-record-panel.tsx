import { ButtonLink } from '#app/ui/button.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { HomePage } from './read-home.server.ts'

/** For who signs in and stands on the roster, and is tied to nothing there yet. */
export function OwnRecordPanel({ page: { ownRecord, slug } }: { page: HomePage }) {
	if (!ownRecord) return null
	return (
		<Panel
			title="You are on the list of people"
			footer={
				ownRecord.mayInvite && (
					<ButtonLink to={`/a/${slug}/invitations?${new URLSearchParams({ q: ownRecord.email })}`}>
						Invite yourself
					</ButtonLink>
				)
			}
		>
			<p className="max-w-prose text-sm text-pretty text-muted">
				Your sign-in is not tied to that record yet, so you have no check-in of your own and see none of your
				reports. An invitation to <bdi>{ownRecord.email}</bdi> ties them: following it proves that the address
				is yours.
				{!ownRecord.mayInvite && ' HR can send you one.'}
			</p>
		</Panel>
	)
}
