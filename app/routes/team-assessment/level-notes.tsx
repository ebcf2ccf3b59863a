import { obstacleWords } from '#app/domain/team-assessment/shown-level.ts'
import { levelWords } from '#app/domain/team-assessment/team-lens.ts'
import { Notice } from '#app/ui/notice.tsx'
import type { LevelPart } from './read-page.server.ts'

/**
 * What is missing of the minimal stack where level 3 or more is claimed.
 *
 * @param props.by whether the team claims it, or some of its people see it there before anything is agreed
 */
export function StackChallenge({ level, by = 'team' }: { level: LevelPart; by?: 'team' | 'some' }) {
	if (level.missing.length === 0) return null
	return (
		<Notice
			tone="warning"
			title={`${by === 'team' ? 'Level 3 or more is claimed' : 'Some see level 3 or more'}, and the minimal MLOps stack is not shown`}
		>
			<p>The source advises: {level.stackNote} What is missing of that stack:</p>
			<Obstacles items={level.missing} />
		</Notice>
	)
}

/** The source's caveat for regulated domains, where level 5 comes into view. */
export function RegulatedCaveat({ level, reached }: { level: LevelPart; reached: number }) {
	if (level.caveat === null || reached < 5) return null
	return (
		<Notice tone="warning" title="The team builds for a regulated domain">
			{level.caveat}
		</Notice>
	)
}

/** What stands before the next level. */
export function BeforeNext({ level }: { level: LevelPart }) {
	const { shown } = level
	if (shown.before.length === 0) return null
	return (
		<div className="flex flex-col gap-2 text-sm">
			<h3 className="text-sm font-medium">Before {levelWords(shown.level + 1).toLowerCase()}</h3>
			<Obstacles items={shown.before} />
		</div>
	)
}

function Obstacles({ items }: { items: LevelPart['missing'] }) {
	return (
		<ul className="mt-1 flex max-w-prose list-disc flex-col gap-1 ps-4.5 marker:text-control">
			{items.map(({ check, why }) => (
				<li key={check.key}>
					{check.text}: <span className="text-muted">{obstacleWords[why]}</span>
				</li>
			))}
		</ul>
	)
}
