import type { ReactNode } from 'react'
import { Ellipsis } from 'lucide-react'
import { Link } from 'react-router'
import type { Icon } from './button.tsx'
import { LogoMark } from './logo.tsx'
import { Menu, MenuLink } from './menu.tsx'
import { SkipLink } from './skip-link.tsx'

export type ShellSection = {
	label: string
	/** Begins the label: what a bottom bar has room for. */
	short?: string | undefined
	href: string
	icon: Icon
	current?: boolean
	/** How many things in it wait for the reader; nothing is shown for none. */
	waiting?: { count: number; isOverdue: boolean }
}

type Props = {
	account: { name: string; href: string }
	/** Role-aware, the most used first: the bottom bar shows four and 'More', or five where there are only five. */
	sections: readonly ShellSection[]
	/** A UserMenu. */
	userMenu: ReactNode
	/** A ThemeSwitch: at the end of the rail, on a phone at the end of the page. */
	themeSwitch?: ReactNode
	/** A SampleBanner, or what else stands above every page. */
	banner?: ReactNode
	/** What finds a page, in the top bar. */
	search?: ReactNode
	/** A page is on its way: `useNavigation().state !== 'idle'`. */
	busy?: boolean
	/** Lets a table or a heatmap use the whole width; else content stops at 1,280 px. */
	wide?: boolean
	/** The parts of the page; the shell keeps 24 px between them. */
	children: ReactNode
}

/** Everything around a page: rail or bottom bar, top bar, banner, and the `<main>` that the skip link leads to. */
export function AppShell(props: Props) {
	const { account, sections, userMenu, themeSwitch, banner, search, busy, wide, children } = props
	return (
		<div className="shell">
			<SkipLink />
			{busy && <div className="pending-bar" aria-hidden />}
			<aside className="rail" aria-label="Sections">
				<AccountLink account={account} />
				<nav aria-label="Main" className="mt-5 flex-1">
					<ul className="flex flex-col gap-0.5">
						{sections.map(({ label, href, icon: Glyph, current, waiting }) => (
							<li key={href}>
								<Link to={href} className="rail-link" aria-current={current ? 'page' : undefined}>
									<Glyph aria-hidden />
									{label}
									<Waiting of={waiting} />
								</Link>
							</li>
						))}
					</ul>
				</nav>
				{themeSwitch && <div className="flex pt-4">{themeSwitch}</div>}
			</aside>
			<div className="flex min-w-0 flex-col">
				{banner}
				<header className="topbar flex min-h-14 items-center gap-3 px-4 pt-1 sm:px-6 lg:px-8">
					<div className="min-w-0 lg:hidden">
						<AccountLink account={account} />
					</div>
					{search && <div className="shrink-0 grow">{search}</div>}
					<div className="ms-auto flex shrink-0 items-center gap-2">{userMenu}</div>
				</header>
				<main
					id="main"
					tabIndex={-1}
					className={`mx-auto flex w-full min-w-0 flex-1 flex-col gap-6 px-4 pt-2 pb-12 sm:px-6 lg:px-8 lg:pt-4 ${wide ? '' : 'max-w-page'}`}
				>
					{children}
				</main>
				{themeSwitch && (
					<footer className="flex justify-end px-4 pb-6 sm:px-6 lg:hidden" data-print="hide">
						{themeSwitch}
					</footer>
				)}
			</div>
			<BottomBar sections={sections} />
		</div>
	)
}

function AccountLink({ account }: { account: Props['account'] }) {
	return (
		<Link to={account.href} className="flex min-h-9 min-w-0 items-center gap-2.5 rounded-control px-1.5">
			<LogoMark className="size-6 shrink-0" />
			<span className="truncate text-sm font-semibold" title={account.name}>
				<bdi>{account.name}</bdi>
			</span>
		</Link>
	)
}

/** How many things wait, and whether one is late: as a word too, not by colour alone. */
function Waiting({ of }: { of: ShellSection['waiting'] }) {
	if (!of || of.count === 0) return null
	return (
		<span className="waiting" data-late={of.isOverdue || undefined}>
			{of.count > 99 ? '99+' : of.count}
			<span className="sr-only">{of.isOverdue ? ' waiting for you, overdue' : ' waiting for you'}</span>
			{of.isOverdue && <span aria-hidden>!</span>}
		</span>
	)
}

function BottomBar({ sections }: { sections: readonly ShellSection[] }) {
	const inBar = sections.length > 5 ? sections.slice(0, 4) : sections
	const rest = sections.slice(inBar.length)
	return (
		<nav className="bottom-bar" aria-label="Main, at the bottom">
			{inBar.map(({ label, short, href, icon: Glyph, current, waiting }) => (
				<Link
					key={href}
					to={href}
					className="bar-link"
					aria-label={short && label}
					aria-current={current ? 'page' : undefined}
				>
					<Glyph aria-hidden />
					<span>{short ?? label}</span>
					<Waiting of={waiting} />
				</Link>
			))}
			{rest.length > 0 && (
				<Menu
					summaryClass="bar-link"
					current={rest.some((section) => section.current)}
					summary={
						<>
							<Ellipsis aria-hidden />
							<span>More</span>
						</>
					}
				>
					{rest.map(({ label, href, icon, current }) => (
						<MenuLink key={href} to={href} icon={icon} aria-current={current ? 'page' : undefined}>
							{label}
						</MenuLink>
					))}
				</Menu>
			)}
		</nav>
	)
}
