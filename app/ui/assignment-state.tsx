import { Badge } from './badge.tsx'

type Props = { state: string; name: string; isOverdue: boolean }

const tones = { done: 'accent', dropped: 'neutral' } as const

/** How far a training is; what is late says so. */
export function AssignmentState({ state, name, isOverdue }: Props) {
	return (
		<span className="inline-flex flex-wrap items-center gap-1">
			<Badge tone={state === 'done' || state === 'dropped' ? tones[state] : 'outline'}>{name}</Badge>
			{isOverdue && <Badge tone="late">Overdue</Badge>}
		</span>
	)
}
