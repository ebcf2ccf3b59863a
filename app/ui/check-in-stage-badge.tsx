import type { ReactNode } from 'react'
import { StateBadge } from './badge.tsx'

const looks = {
	due: { state: 'not-started', text: 'To do' },
	draft: { state: 'draft', text: 'Draft saved' },
	'to-agree': { state: 'to-agree', text: 'To agree' },
	waiting: { state: 'submitted', text: 'Sent, waiting' },
	alone: { state: 'single-rater', text: 'Sent, one rater' },
	closed: { state: 'not-assessed', text: 'Closed' },
	agreed: { state: 'agreed', text: 'Agreed' },
} as const

/** Where a check-in stands for the rater who looks at it. */
export function CheckInStageBadge({ stage, children }: { stage: keyof typeof looks; children?: ReactNode }) {
	const { state, text } = looks[stage]
	return <StateBadge state={state}>{children ?? text}</StateBadge>
}
