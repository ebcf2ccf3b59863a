import type { ReactNode } from 'react'
import {
	ArrowUpRight,
	Check,
	Clock,
	LockKeyhole,
	LogOut,
	Minus,
	PencilLine,
	Square,
	UserRound,
	UsersRound,
} from 'lucide-react'
import type { Icon } from './button.tsx'
import { cx } from './cx.ts'

export type BadgeTone = 'neutral' | 'outline' | 'accent' | 'late' | 'danger'

const tones: Record<BadgeTone, string> = {
	neutral: 'border-transparent bg-sunken text-muted',
	outline: 'border-line-strong text-muted',
	accent: 'border-transparent bg-accent-soft text-accent',
	late: 'border-transparent bg-late-soft text-late',
	danger: 'border-transparent bg-danger-soft text-danger',
}

/** A word about a thing, never about a person's worth. The icon keeps it readable without colour. */
export function Badge({
	tone = 'neutral',
	icon: Glyph,
	title,
	children,
}: {
	tone?: BadgeTone
	icon?: Icon
	title?: string
	children: ReactNode
}) {
	return (
		<span
			title={title}
			className={cx(
				'inline-flex max-w-full items-center gap-1 rounded-full border px-2 py-0.5 text-xs font-medium whitespace-nowrap',
				tones[tone],
			)}
		>
			{Glyph && <Glyph aria-hidden className="size-3.5 shrink-0" />}
			{children}
		</span>
	)
}

const states = {
	'not-assessed': { text: 'Not assessed', tone: 'outline', icon: Square },
	exempt: { text: 'Exempt', tone: 'neutral', icon: Minus },
	left: { text: 'Left', tone: 'neutral', icon: LogOut },
	suppressed: { text: 'Hidden, small group', tone: 'neutral', icon: LockKeyhole },
	'single-rater': { text: 'One rater', tone: 'outline', icon: UserRound },
	'in-transition': { text: 'In transition', tone: 'accent', icon: ArrowUpRight },
	'not-started': { text: 'Not started', tone: 'outline', icon: Square },
	draft: { text: 'Draft saved', tone: 'neutral', icon: PencilLine },
	submitted: { text: 'Submitted', tone: 'accent', icon: Check },
	'to-agree': { text: 'To agree', tone: 'late', icon: UsersRound },
	agreed: { text: 'Agreed', tone: 'accent', icon: Check },
	late: { text: 'Late', tone: 'late', icon: Clock },
} as const satisfies Record<string, { text: string; tone: BadgeTone; icon: Icon }>

export type BadgeState = keyof typeof states

/** The states of a participant and of a check-in, each with its own word, icon and tone. */
export function StateBadge({ state, children }: { state: BadgeState; children?: ReactNode }) {
	const { text, tone, icon } = states[state]
	return (
		<Badge tone={tone} icon={icon}>
			{children ?? text}
		</Badge>
	)
}
