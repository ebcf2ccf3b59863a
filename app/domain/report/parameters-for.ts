import type { Person } from '#app/domain/access/policy.ts'
import { reachOf } from '#app/domain/access/policy.ts'
import type { ReportKind } from './report-kinds.ts'

/** Of a heatmap: what the rows are, the raters apart, and which of these rows stand first. */
const forWhoSeesEverybody = new Set(['rows', 'raters'])

/**
 * What of a saved report there is for this reader. Rows of people and raters apart are for who sees everybody: to all others a view
 * that was shared with them is as if they were not in it, and neither its words nor its address name them.
 */
export function parametersFor(
	person: Person,
	{ kind, parameters }: { kind: ReportKind; parameters: Readonly<Record<string, string>> },
): Record<string, string> {
	if (kind !== 'heatmap' || reachOf(person, 'heatmap.read').has('all')) return { ...parameters }
	const isOfPeople = 'rows' in parameters
	return Object.fromEntries(
		Object.entries(parameters).filter(
			([name]) => !forWhoSeesEverybody.has(name) && !(isOfPeople && name === 'pin'),
		),
	)
}
