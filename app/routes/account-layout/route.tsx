import { useState } from 'react'
import { Bell, ChartLine, Keyboard as KeyboardIcon, LogOut, Repeat2, Trash2, UserRound } from 'lucide-react'
import { Form, Outlet, useLocation, useMatches, useNavigation, useRouteLoaderData } from 'react-router'
import { accountMiddleware } from '#app/auth/account-middleware.server.ts'
import { exportLogMiddleware } from '#app/auth/export-log-middleware.server.ts'
import { requireAccount } from '#app/auth/require-access.server.ts'
import { readOwnDue } from '#app/data/read-own-due.server.ts'
import { may } from '#app/domain/access/policy.ts'
import type { Theme } from '#app/lib/theme.server.ts'
import { AppShell } from '#app/ui/app-shell.tsx'
import { Button } from '#app/ui/button.tsx'
import { Confirm } from '#app/ui/confirm.tsx'
import { FlashNotice } from '#app/ui/flash-notice.tsx'
import type { KeyboardDialog } from '#app/ui/keyboard/keyboard.tsx'
import { Keyboard } from '#app/ui/keyboard/keyboard.tsx'
import { PaletteButton } from '#app/ui/keyboard/palette-button.tsx'
import { useHydrated } from '#app/ui/keyboard/use-hydrated.ts'
import { MenuButton, MenuLink } from '#app/ui/menu.tsx'
import { SampleBanner } from '#app/ui/sample-banner.tsx'
import { ThemeSwitch } from '#app/ui/theme-switch.tsx'
import { UserMenu } from '#app/ui/user-menu.tsx'
import type { Route } from './+types/route.ts'
import { sectionsFor } from './navigation.ts'

export const middleware: Route.MiddlewareFunction[] = [accountMiddleware, exportLogMiddleware]

export async function loader({ context }: Route.LoaderArgs) {
	const { scope, account, person, user, hasOtherAccounts } = requireAccount(context)
	const due = await readOwnDue(scope)
	const { slug, name, isSample } = account
	return {
		account: { slug, name, isSample },
		person,
		user: { name: user.name, email: user.email },
		/** Who the user is in the account. */
		memberId: scope.memberId,
		hasOtherAccounts,
		/** What waits for the person: pages read it from here. */
		due,
	}
}

/** A page that uses the full width, such as a heatmap, exports `handle = { wide: true }`. */
const isWide = (handle: unknown) => (handle as { wide?: boolean } | undefined)?.wide === true

export default function AccountLayout({ loaderData }: Route.ComponentProps) {
	const { account, person, user, memberId, hasOtherAccounts, due } = loaderData
	const { pathname, search } = useLocation()
	const busy = useNavigation().state !== 'idle'
	const wide = useMatches().some((match) => isWide(match.handle))
	const theme = useRouteLoaderData<{ theme: Theme }>('root')?.theme ?? 'system'
	const [dialog, setDialog] = useState<KeyboardDialog | null>(null)
	const isHydrated = useHydrated()
	const root = `/a/${account.slug}`
	const waiting = due && { count: Number(due.own) + due.rate + due.agree, isOverdue: due.isOverdue }
	const sections = sectionsFor(person, account.slug, pathname, waiting)
	return (
		<AppShell
			account={{ name: account.name, href: root }}
			sections={sections}
			search={isHydrated && <PaletteButton onOpen={() => setDialog('palette')} />}
			busy={busy}
			wide={wide}
			themeSwitch={<ThemeSwitch current={theme} action="/theme" returnTo={pathname + search} />}
			userMenu={
				<UserMenu name={user.name} detail={user.email}>
					{memberId && (
						<MenuLink to={`${root}/people/${memberId}/progress`} icon={ChartLine}>
							Your progress
						</MenuLink>
					)}
					<MenuLink to="/profile" icon={UserRound}>
						Your profile
					</MenuLink>
					{person.isMember && (
						<MenuLink to={`${root}/reminders`} icon={Bell}>
							Your reminders
						</MenuLink>
					)}
					{hasOtherAccounts && (
						<MenuLink to="/accounts" icon={Repeat2}>
							Switch account
						</MenuLink>
					)}
					{isHydrated && (
						<MenuButton type="button" icon={KeyboardIcon} onClick={() => setDialog('help')}>
							Keyboard shortcuts
						</MenuButton>
					)}
					{/* A whole new page: what this one was made of does not stay in the browser. */}
					<Form method="post" action="/sign-out" reloadDocument>
						<MenuButton icon={LogOut}>Sign out</MenuButton>
					</Form>
				</UserMenu>
			}
			banner={
				account.isSample && (
					<SampleBanner action={may(person, 'sample.remove') && <SampleRemoval slug={account.slug} />}>
						Sample company: every name and figure here is made up.
					</SampleBanner>
				)
			}
		>
			<div className="mb-6 empty:hidden">
				<FlashNotice />
			</div>
			<Outlet />
			<Keyboard
				sections={sections}
				findHref={`${root}/find`}
				searchHref={may(person, 'people.manage') ? `${root}/people` : undefined}
				open={dialog}
				onOpen={setDialog}
			/>
		</AppShell>
	)
}

function SampleRemoval({ slug }: { slug: string }) {
	return (
		<Confirm
			label="Remove the sample"
			size="small"
			icon={Trash2}
			text="This deletes the sample company with its people, its cycles and its sign-ins, for everybody, and signs you out. Your own accounts stay as they are."
		>
			<Form method="post" action={`/a/${slug}/sample-removal`} reloadDocument>
				<Button variant="danger" size="small">
					Remove the sample company
				</Button>
			</Form>
		</Confirm>
	)
}
