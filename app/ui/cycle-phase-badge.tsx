import type { BadgeTone } from './badge.tsx'
import { Badge } from './badge.tsx'

const looks = {
	draft: { text: 'Draft', tone: 'outline' },
	open: { text: 'Open', tone: 'accent' },
	review: { text: 'In review', tone: 'accent' },
	calibration: { text: 'In calibration', tone: 'accent' },
	published: { text: 'Published', tone: 'neutral' },
} as const satisfies Record<string, { text: string; tone: BadgeTone }>

/** How far a cycle is. */
export function CyclePhaseBadge({ phase }: { phase: keyof typeof looks }) {
	const { text, tone } = looks[phase]
	return <Badge tone={tone}>{text}</Badge>
}
