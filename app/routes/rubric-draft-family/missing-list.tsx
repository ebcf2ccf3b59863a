import { Check } from 'lucide-react'
import type { RubricProblem } from '#app/domain/framework/check-rubric-draft.ts'
import { fieldAnchor } from '#app/domain/framework/field-anchor.ts'
import { placeName } from '#app/domain/framework/rubric-place.ts'
import { formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'

/** What this family still lacks, each with a link to its place. */
export function MissingList({ problems, locale }: { problems: readonly RubricProblem[]; locale: string }) {
	if (problems.length === 0) {
		return (
			<p className="flex items-center gap-2 text-sm text-muted">
				<Check aria-hidden className="size-4 text-accent" />
				Nothing is missing in this family.
			</p>
		)
	}
	return (
		<Panel
			title={`${formatNumber(problems.length, locale)} ${problems.length === 1 ? 'thing is' : 'things are'} missing`}
		>
			<ul className="flex flex-col gap-1.5 text-sm">
				{problems.map((problem) => {
					const anchor = fieldAnchor(problem.questionNumber, problem.field)
					return (
						<li key={`${anchor} ${problem.message}`}>
							<a href={`#${anchor}`} className="link inline-block first-letter:uppercase">
								{placeName({ ...problem, familyName: null })}
							</a>
							: {problem.message}
						</li>
					)
				})}
			</ul>
		</Panel>
	)
}
