import { Outlet, useLocation } from 'react-router'
import { requireAccount } from '#app/auth/require-access.server.ts'
import type { Action } from '#app/domain/access/policy.ts'
import { may } from '#app/domain/access/policy.ts'
import { PageHeader } from '#app/ui/page-header.tsx'
import { Tabs } from '#app/ui/tabs.tsx'
import type { Route } from './+types/route.ts'

const pages = [
	{ label: 'Account', path: '', needs: 'account.settings' },
	{ label: 'Roles', path: '/roles', needs: 'account.roles' },
	{ label: 'API', path: '/api', needs: 'account.tokens' },
	{ label: 'Webhooks', path: '/webhooks', needs: 'account.webhooks' },
	{ label: 'Audit log', path: '/audit-log', needs: 'audit.read' },
] as const satisfies readonly { label: string; path: string; needs: Action }[]

/** Each page checks its own right: here only the tabs depend on rights. */
export function loader({ context }: Route.LoaderArgs) {
	const { person, account } = requireAccount(context)
	const base = `/a/${account.slug}/settings`
	return pages
		.filter(({ needs }) => may(person, needs))
		.map(({ label, path }) => ({ label, href: base + path }))
}

export default function SettingsLayout({ loaderData }: Route.ComponentProps) {
	const { pathname } = useLocation()
	const here = pathname.replace(/\/$/, '')
	// The page of one thing stands below the tab of its list.
	const isBelow = (href: string) => here.startsWith(`${href}/`) && !href.endsWith('/settings')
	const tabs = loaderData.map((tab) => ({ ...tab, current: tab.href === here || isBelow(tab.href) }))
	// For whom one page is all there is, it stands under its own name.
	const only = tabs.length === 1 ? tabs[0] : undefined
	if (only) {
		return (
			<div className="stack">
				<PageHeader title={only.label} />
				<Outlet />
			</div>
		)
	}
	return (
		<div className="stack">
			<PageHeader
				title="Settings"
				description="What holds for the whole account, and who may change it. Every change is in the audit log."
				below={<Tabs label="Settings" items={tabs} />}
			/>
			<Outlet />
		</div>
	)
}
