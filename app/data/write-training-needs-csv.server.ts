import type { Person } from '#app/domain/access/policy.ts'
import { stepTexts } from '#app/domain/training-need/step-texts.ts'
import { targetScopeWords } from '#app/domain/target/target-words.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import type { CsvCell } from '#app/lib/csv.server.ts'
import { formatCsvPart } from '#app/lib/csv-part.server.ts'
import type { AccountScope } from './account-scope.server.ts'
import { listPublishedSnapshots } from './list-published-snapshots.server.ts'
import { readRubric } from './read-rubric.server.ts'
import { streamTrainingNeeds } from './stream-training-needs.server.ts'
import type { TrainingNeed, TrainingNeedSort } from './training-need-rows.server.ts'
import type { TrainingNeedFilter } from './training-needs-sql.server.ts'

/**
 * The columns of the export of training needs, for people and for machines: their names and their order stay. A new one
 * comes at the end.
 *
 * - `cycle`, `snapshot_version`, `published_at` (UTC), `framework`, `framework_version`: what the rows stand on
 * - `member_external_id`, `member_email`: as they are now, to find the person in other systems; empty where unknown
 * - `has_left`: `yes` for who has left the company since
 * - `team`, `manager`: as frozen in the cycle (with the manager's present name)
 * - `question_key`, `question`, `from_text`, `to_text`: as the cycle's rubric has them
 * - `from_tier`, `to_tier`, `target_tier`: 0.5 to 3, with a decimal point; a step is half a tier
 * - `is_next`: `yes` for the step that is due now on its question
 * - `target_due_on`: a day, `2026-12-31`
 * - `target_set`: `at publication`, or `since` where none held for the person then, so that the present one counts
 * - `single_rater`: `yes` where one rater alone answered, because there was no other
 * - `target_from`: for what the target is set: `company`, `family`, `team` or `person`
 * - `target_team`: the team, where it is set for one: the person's own or one above it
 */
export const trainingNeedsColumns = [
	'cycle',
	'snapshot_version',
	'published_at',
	'framework',
	'framework_version',
	'member_name',
	'member_external_id',
	'member_email',
	'has_left',
	'team',
	'manager',
	'family',
	'question_key',
	'question',
	'from_tier',
	'from_text',
	'to_tier',
	'to_text',
	'is_next',
	'target_tier',
	'target_due_on',
	'target_set',
	'single_rater',
	'target_from',
	'target_team',
] as const

/**
 * Writes the training needs that a filter leaves as CSV, in pieces, header first. What the page and the command line export.
 *
 * @param write gets a piece and how many rows are in it, and is waited for before more is read
 * @param options.byteOrderMark for spreadsheets, which else guess the encoding
 * @returns how many rows were written; null for who sees nobody, with nothing written
 */
export async function writeTrainingNeedsCsv(
	scope: AccountScope,
	person: Person,
	of: TrainingNeedFilter & {
		snapshotId: string
		sort?: TrainingNeedSort | undefined
		order?: 'asc' | 'desc' | undefined
	},
	write: (text: string, rows: number) => Promise<void>,
	{ byteOrderMark = false }: { byteOrderMark?: boolean } = {},
): Promise<number | null> {
	const snapshot = (await listPublishedSnapshots(scope)).find(({ id }) => id === of.snapshotId)
	if (!snapshot) throw new Error('There is no such snapshot in this account.')
	const rubric = await readRubric(scope, snapshot)
	const about = [
		snapshot.cycleName,
		snapshot.version,
		snapshot.publishedAt.toISOString(),
		rubric.key,
		rubric.version,
	]
	const rowOf = (need: TrainingNeed): CsvCell[] => {
		const texts = stepTexts(rubric, need)
		return [
			...about,
			need.memberName,
			need.memberExternalId,
			need.memberEmail,
			need.hasLeft ? 'yes' : 'no',
			need.teamName,
			need.managerName,
			need.familyName,
			need.questionKey,
			texts?.question ?? null,
			tierOf(need.fromHalfSteps),
			texts?.from ?? null,
			tierOf(need.toHalfSteps),
			texts?.to ?? null,
			need.isNext ? 'yes' : 'no',
			tierOf(need.targetHalfSteps),
			need.dueOn,
			need.isTargetFrozen ? 'at publication' : 'since',
			need.isSingleRater ? 'yes' : 'no',
			targetScopeWords[need.targetOrigin.scope],
			need.targetOrigin.scope === 'team' ? need.targetOrigin.name : null,
		]
	}
	const header = (byteOrderMark ? '\uFEFF' : '') + formatCsvPart([trainingNeedsColumns])
	let isFirst = true
	const count = await streamTrainingNeeds(scope, person, of, async (rows) => {
		const text = formatCsvPart(rows.map(rowOf))
		await write(isFirst ? header + text : text, rows.length)
		isFirst = false
	})
	if (count === 0) await write(header, 0)
	return count
}
