import { redirect } from 'react-router'
import { readSampleMode } from '#app/auth/sample-mode.server.ts'
import { getSignedIn } from '#app/auth/session-context.server.ts'
import { listUserMemberships } from '#app/data/list-user-memberships.server.ts'
import { noticeCookie, readNotice } from '#app/lib/notice.server.ts'
import { AuthShell } from '#app/ui/auth-shell.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { FlashNotice } from '#app/ui/flash-notice.tsx'
import { Notice } from '#app/ui/notice.tsx'
import type { Route } from './+types/route.ts'

/** Whoever is signed in goes on to their account, and takes the notice of the last action along. */
export async function loader({ request, context }: Route.LoaderArgs) {
	const signedIn = getSignedIn(context)
	if (!signedIn) return { isSampleMode: await readSampleMode() }
	const [first, ...others] = await listUserMemberships(signedIn.user.id)
	const notice = readNotice(request)
	const headers = notice ? { 'Set-Cookie': noticeCookie(notice) } : undefined
	throw redirect(first && others.length === 0 ? `/a/${first.slug}` : '/accounts', { headers })
}

export const meta: Route.MetaFunction = () => [
	{ title: 'Contour' },
	{
		name: 'description',
		content: 'Where every team stands on the climb to working AI-natively, and what to do next.',
	},
]

export default function Landing({ loaderData }: Route.ComponentProps) {
	return (
		<AuthShell
			title="See where every team stands, and the next step up"
			description="Contour maps how your company works with AI. Managers and their people check in once a quarter, in minutes. Executives read one heatmap. HR sees who needs which training."
			aside="Tiers are elevation: a company is a landscape, and every team has a height and a route."
		>
			<FlashNotice />
			{loaderData.isSampleMode && (
				<Notice title="The sample company is loaded">
					Sign in as manager@meridian.example to see one. The password stands where Contour was started.
				</Notice>
			)}
			<div className="flex flex-wrap gap-3">
				<ButtonLink to="/sign-in" variant="primary" size="large">
					Sign in
				</ButtonLink>
				<ButtonLink to="/sign-up" size="large">
					Set up your company
				</ButtonLink>
			</div>
		</AuthShell>
	)
}
