import { CircleCheck, Clock, TriangleAlert } from 'lucide-react'
import { standingNames } from '#app/domain/roadmap/roadmap-words.ts'
import type { RoadmapStanding } from '#app/domain/roadmap/standing.ts'
import { Badge } from '#app/ui/badge.tsx'

const looks = {
	'on-track': { tone: 'accent', icon: CircleCheck },
	'at-risk': { tone: 'late', icon: TriangleAlert },
	late: { tone: 'danger', icon: Clock },
} as const

/** Where a plan stands: a word, an icon and a tone of its own. */
export function StandingBadge({ standing }: { standing: RoadmapStanding }) {
	const { tone, icon } = looks[standing]
	return (
		<Badge tone={tone} icon={icon}>
			{standingNames[standing]}
		</Badge>
	)
}
