import { Notice } from '#app/ui/notice.tsx'
import type { LadderPart } from './read-page.server.ts'

/** What the source says of how high to climb, and what we conclude from it. */
export function LadderAdvice({ ladder }: { ladder: LadderPart }) {
	return (
		<Notice title="How high is high enough?">
			<p>{ladder.sweetSpot}</p>
			<p className="mt-1">
				{ladder.adviceText} So no rung is a target by itself, and rung 6 least of all: choose one for what the
				team has to build.
			</p>
		</Notice>
	)
}
