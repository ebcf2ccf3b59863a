import { levelWords } from '#app/domain/team-assessment/team-lens.ts'
import { Panel } from '#app/ui/panel.tsx'
import { BeforeNext, RegulatedCaveat, StackChallenge } from './level-notes.tsx'
import type { AssessmentPage, LevelPart } from './read-page.server.ts'

/** What the checks agreed so far come to, beside what people claim. */
export function ShownSoFar({ page, level }: { page: AssessmentPage; level: LevelPart }) {
	const highest = Math.max(level.shown.level, ...page.inputs.map(({ claimed }) => claimed ?? 0))
	return (
		<div className="flex flex-col gap-4">
			<StackChallenge level={level} by={(page.head.claimed ?? level.shown.level) >= 3 ? 'team' : 'some'} />
			<RegulatedCaveat level={level} reached={highest} />
			<Panel
				title={`Shown so far: ${levelWords(level.shown.level).toLowerCase()}`}
				description={level.shown.sentence}
			>
				<BeforeNext level={level} />
			</Panel>
		</div>
	)
}
