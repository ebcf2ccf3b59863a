import { ArrowLeft } from 'lucide-react'
import { Link } from 'react-router'
import { requireUser } from '#app/auth/session-context.server.ts'
import { listUserMemberships } from '#app/data/list-user-memberships.server.ts'
import { listSessions } from '#app/data/list-sessions.server.ts'
import { readForm } from '#app/lib/form.server.ts'
import { refuse } from '#app/lib/http.server.ts'
import { FlashNotice } from '#app/ui/flash-notice.tsx'
import { LogoMark } from '#app/ui/logo.tsx'
import { PageHeader } from '#app/ui/page-header.tsx'
import { SkipLink } from '#app/ui/skip-link.tsx'
import type { Route } from './+types/route.ts'
import { endOne, endOthers, rename, setPassword } from './actions.server.ts'
import { describeDevice } from './describe-device.ts'
import { NameForm } from './name-form.tsx'
import { PasswordForm } from './password-form.tsx'
import { RecordLinks } from './record-links.tsx'
import { ReminderLinks } from './reminder-links.tsx'
import { SessionList } from './session-list.tsx'

export async function loader({ request, context }: Route.LoaderArgs) {
	const { user, sessionId } = requireUser(context, request)
	const sessions = await listSessions(user.id)
	const memberships = await listUserMemberships(user.id)
	return {
		user: { name: user.name, email: user.email },
		accounts: memberships.flatMap(({ slug, accountName, memberId }) =>
			memberId === null ? [] : [{ slug, name: accountName, memberId }],
		),
		sessions: sessions.map(({ id, userAgent, createdAt, lastUsedAt }) => ({
			id,
			device: describeDevice(userAgent),
			createdAt,
			lastUsedAt,
			isThis: id === sessionId,
		})),
	}
}

const actions = { rename, password: setPassword, 'end-session': endOne, 'end-others': endOthers }

export async function action({ request, context }: Route.ActionArgs) {
	const signedIn = requireUser(context, request)
	const form = await readForm(request)
	const intent = form.get('intent')
	if (typeof intent !== 'string' || !Object.hasOwn(actions, intent)) throw refuse('invalid')
	return actions[intent as keyof typeof actions]({ form, request, context, signedIn })
}

export const meta: Route.MetaFunction = () => [{ title: 'Your profile · Contour' }]

export default function Profile({ loaderData, actionData }: Route.ComponentProps) {
	const { user, accounts, sessions } = loaderData
	const resultOf = (intent: 'rename' | 'password') =>
		actionData?.intent === intent ? actionData.result : undefined
	return (
		<div className="min-h-dvh">
			<SkipLink />
			<header className="mx-auto flex max-w-form items-center justify-between px-4 py-4">
				<Link to="/" className="flex items-center gap-2.5 font-semibold">
					<LogoMark className="size-7" />
					Contour
				</Link>
				<Link to="/" className="link flex items-center gap-1.5 text-sm">
					<ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" />
					Back to your account
				</Link>
			</header>
			<main id="main" tabIndex={-1} className="stack mx-auto max-w-form px-4 pt-4 pb-16">
				<PageHeader
					title="Your profile"
					description={
						<>
							What belongs to you, not to an account. You sign in as <bdi>{user.email}</bdi>.
						</>
					}
				/>
				<FlashNotice />
				<NameForm name={user.name} lastResult={resultOf('rename')} />
				<PasswordForm email={user.email} lastResult={resultOf('password')} />
				<ReminderLinks accounts={accounts} />
				<RecordLinks accounts={accounts} />
				<SessionList sessions={sessions} />
			</main>
		</div>
	)
}
