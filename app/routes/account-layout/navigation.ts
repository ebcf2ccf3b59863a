import {
	BookOpen,
	CalendarRange,
	ChartSpline,
	ClipboardCheck,
	FileChartColumn,
	Grid3x3,
	House,
	Milestone,
	MountainSnow,
	ScrollText,
	Settings,
	UsersRound,
} from 'lucide-react'
import type { Action, Person } from '#app/domain/access/policy.ts'
import { may } from '#app/domain/access/policy.ts'
import type { ShellSection } from '#app/ui/app-shell.tsx'
import type { GoSection } from '#app/ui/keyboard/keyboard.tsx'

type Section = {
	label: string
	/** Where the bottom bar of a phone has no room for the label. */
	short?: string
	/** After `g`; each its own. */
	goKey: string
	path: string
	icon: ShellSection['icon']
	/** The right that shows it; the first page is everybody's. */
	needs?: Action
	/** Whoever has this right finds the same elsewhere. */
	unless?: Action
	/** Other paths that belong here. */
	also?: readonly string[]
	/** Paths below it that have a section of their own. */
	except?: readonly string[]
}

/** The most used first: the bottom bar of a phone shows the first four. */
const sections: readonly Section[] = [
	{ label: 'Home', goKey: 'h', path: '', icon: House },
	{ label: 'Check-ins', goKey: 'c', path: 'check-ins', icon: ClipboardCheck, needs: 'check-ins.answer' },
	{ label: 'Heatmap', goKey: 'm', path: 'heatmap', icon: Grid3x3, needs: 'heatmap.read' },
	{
		label: 'Training needs',
		short: 'Training',
		goKey: 't',
		path: 'reports/training-needs',
		icon: MountainSnow,
		needs: 'training-needs.read',
		also: ['targets', 'training-topics', 'training-assignments', 'reports/training-outcomes'],
	},
	{ label: 'Roadmaps', goKey: 'r', path: 'roadmaps', icon: Milestone, needs: 'roadmaps.read' },
	{ label: 'Metrics', goKey: 'e', path: 'metrics', icon: ChartSpline, needs: 'metrics.read' },
	{
		label: 'Reports',
		goKey: 'o',
		path: 'reports',
		icon: FileChartColumn,
		needs: 'heatmap.read',
		except: ['reports/training-needs', 'reports/training-outcomes'],
	},
	{ label: 'Cycles', goKey: 'y', path: 'cycles', icon: CalendarRange, needs: 'cycles.run' },
	{
		label: 'People',
		goKey: 'p',
		path: 'people',
		icon: UsersRound,
		needs: 'people.manage',
		also: ['teams', 'role-families', 'job-families', 'imports', 'roster-imports', 'invitations', 'jobs'],
	},
	{ label: 'Frameworks', goKey: 'f', path: 'frameworks', icon: BookOpen, needs: 'frameworks.read' },
	{ label: 'Settings', goKey: 's', path: 'settings', icon: Settings, needs: 'account.settings' },
	{
		label: 'Audit log',
		goKey: 'a',
		path: 'settings/audit-log',
		icon: ScrollText,
		needs: 'audit.read',
		unless: 'account.settings',
	},
]

/** The sections of the account that a person may open, with the one that holds the page marked. */
export function sectionsFor(
	person: Person,
	slug: string,
	pathname: string,
	waiting: ShellSection['waiting'] | null = null,
): GoSection[] {
	const root = `/a/${slug}`
	const holds = (path: string) => pathname === `${root}/${path}` || pathname.startsWith(`${root}/${path}/`)
	return sections
		.filter(({ needs, unless }) => (!needs || may(person, needs)) && !(unless && may(person, unless)))
		.map(({ label, short, goKey, path, icon, also = [], except = [] }) => ({
			label,
			short,
			goKey,
			icon,
			href: path ? `${root}/${path}` : root,
			...(path === 'check-ins' && waiting && { waiting }),
			current: path
				? [path, ...also].some(holds) && !except.some(holds)
				: pathname.replace(/\/$/, '') === root,
		}))
}
