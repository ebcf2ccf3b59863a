import { Badge } from './badge.tsx'

const words = {
	source: 'From the source',
	contour: 'Added by Contour',
	account: 'Added by your company',
} as const

/** Whose a text is: the published source's, Contour's, or the account's that edited it. */
export function OriginBadge({ origin }: { origin: keyof typeof words }) {
	return <Badge tone={origin === 'source' ? 'outline' : 'accent'}>{words[origin]}</Badge>
}
