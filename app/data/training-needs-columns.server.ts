import type { Rubric } from '#app/domain/framework/rubric.ts'
import { targetScopeWords } from '#app/domain/target/target-words.ts'
import type { StepTexts } from '#app/domain/training-need/step-texts.ts'
import { stepTexts } from '#app/domain/training-need/step-texts.ts'
import { stepKind } from '#app/domain/training-need/transition-steps.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import type { CellValue, SheetColumn } from '#app/lib/sheet/sheet.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { PublishedSnapshot } from './list-published-snapshots.server.ts'
import type { TrainingNeed } from './training-need-rows.server.ts'
import type { CountTopics } from './training-topics/count-serving-topics.server.ts'
import { countServingTopics } from './training-topics/count-serving-topics.server.ts'

/** What the rows stand on. */
type Base = {
	snapshot: PublishedSnapshot
	rubric: Rubric
	/** How many topics of the catalogue serve a step, as it is now. */
	topicsOf: CountTopics
}

/** A text that is a cell as it stands. */
export type OwnText =
	'memberName' | 'memberExternalId' | 'memberEmail' | 'teamName' | 'managerName' | 'familyName'
/** What all other cells are made of: many rows have the same. */
export type CommonNeed = Omit<TrainingNeed, OwnText | 'participantId' | 'memberId' | 'isErased'>

type Column = Omit<SheetColumn<TrainingNeed>, 'value'> &
	(
		| { own: OwnText }
		| { value: (need: CommonNeed, texts: StepTexts | null, base: Base) => CellValue }
		/** The same in every row. */
		| { ofBase: (base: Base) => CellValue }
	)

export type TrainingNeedColumn = Omit<SheetColumn<TrainingNeed>, 'value'> &
	(
		| { own: OwnText; value: (need: TrainingNeed) => string | null }
		| { own: null; value: (need: CommonNeed) => CellValue }
	)

const yesOrNo = (is: boolean) => (is ? 'yes' : 'no')
const tier = { type: 'number', decimals: 1, width: 10 } as const

/**
 * The columns of the export of training needs, for people and for machines, in every format: their keys and their order stay.
 * A new one comes at the end; on paper only what has a part of the page's width, which the page has little left of.
 */
const columns: readonly Column[] = [
	// What the rows stand on.
	{
		key: 'cycle',
		label: 'Cycle',
		type: 'text',
		width: 12,
		ofBase: ({ snapshot }) => snapshot.cycleName,
	},
	{
		...{ key: 'snapshot_version', label: 'Version', type: 'number', width: 9 },
		ofBase: ({ snapshot }) => snapshot.version,
	},
	{
		...{ key: 'published_at', label: 'Published at (UTC)', type: 'moment', width: 18 },
		ofBase: ({ snapshot }) => snapshot.publishedAt.toISOString(),
	},
	{
		key: 'framework',
		label: 'Framework',
		type: 'text',
		width: 22,
		ofBase: ({ rubric }) => rubric.key,
	},
	{
		...{ key: 'framework_version', label: 'Framework version', type: 'number', width: 11 },
		ofBase: ({ rubric }) => rubric.version,
	},
	{
		key: 'member_name',
		label: 'Person',
		type: 'text',
		width: 26,
		paper: 15,
		own: 'memberName',
	},
	// As they are now, to find the person in other systems; empty where unknown.
	{
		...{ key: 'member_external_id', label: 'External id', type: 'text', width: 14 },
		own: 'memberExternalId',
	},
	{ key: 'member_email', label: 'Email', type: 'text', width: 30, own: 'memberEmail' },
	{
		...{ key: 'has_left', label: 'Has left', type: 'text', width: 9, paper: 5 },
		value: (need) => yesOrNo(need.hasLeft),
	},
	// As frozen in the cycle, with the manager's present name.
	{ key: 'team', label: 'Team', type: 'text', width: 24, paper: 12, own: 'teamName' },
	{ key: 'manager', label: 'Manager', type: 'text', width: 24, paper: 12, own: 'managerName' },
	{
		key: 'family',
		label: 'Role family',
		type: 'text',
		width: 18,
		paper: 11,
		own: 'familyName',
	},
	// As the cycle's rubric has them.
	{ key: 'question_key', label: 'Question key', type: 'text', width: 26, value: (need) => need.questionKey },
	{
		...{ key: 'question', label: 'Question', type: 'text', width: 44, paper: 20 },
		value: (_n, texts) => texts?.question ?? null,
	},
	// 0.5 to 3; a step is half a tier.
	{ ...tier, key: 'from_tier', label: 'From tier', paper: 5, value: (need) => tierOf(need.fromHalfSteps) },
	{
		key: 'from_text',
		label: 'What they do now',
		type: 'text',
		width: 50,
		value: (_n, texts) => texts?.from ?? null,
	},
	{ ...tier, key: 'to_tier', label: 'To tier', paper: 5, value: (need) => tierOf(need.toHalfSteps) },
	{
		...{ key: 'to_text', label: 'What comes next', type: 'text', width: 50, paper: 24 },
		value: (_n, texts) => texts?.to ?? null,
	},
	// `yes` for the step that is due now on its question.
	{ key: 'is_next', label: 'Due now', type: 'text', width: 9, value: (need) => yesOrNo(need.isNext) },
	{
		...tier,
		key: 'target_tier',
		label: 'Target tier',
		paper: 6,
		value: (need) => tierOf(need.targetHalfSteps),
	},
	{
		key: 'target_due_on',
		label: 'Target by',
		type: 'day',
		width: 12,
		paper: 10,
		value: (need) => need.dueOn,
	},
	// `since`: none held for the person at publication, so the present one counts.
	{
		...{ key: 'target_set', label: 'Target set', type: 'text', width: 15 },
		value: (need) => (need.isTargetFrozen ? 'at publication' : 'since'),
	},
	// `yes` where one rater alone answered, because there was no other.
	{
		...{ key: 'single_rater', label: 'One rater', type: 'text', width: 10, paper: 5 },
		value: (need) => yesOrNo(need.isSingleRater),
	},
	// `question`, `entry` (from tier 0.5), or `transition` (a skill that leads from level to level).
	{
		...{ key: 'step_kind', label: 'Kind of step', type: 'text', width: 11 },
		value: (need) => stepKind(need.questionKey),
	},
	// What to learn for the step.
	{
		...{ key: 'objective', label: 'Objective', type: 'text', width: 50 },
		value: (_n, texts) => texts?.objective ?? null,
	},
	{
		...{ key: 'topics', label: 'Topics', type: 'number', width: 9 },
		value: (need, _t, { topicsOf }) => topicsOf(need),
	},
	// For what the target is set: `company`, `family`, `team` or `person`; the team, where it is set for one.
	{
		...{ key: 'target_from', label: 'Target set for', type: 'text', width: 14 },
		value: ({ targetScope }) => targetScopeWords[targetScope],
	},
	{
		...{ key: 'target_team', label: 'Target set for the team', type: 'text', width: 24 },
		value: ({ targetScope, targetName }) => (targetScope === 'team' ? targetName : null),
	},
]

/** Their names in the CSV, in their order. */
export const trainingNeedsKeys: readonly string[] = columns.map(({ key }) => key)

/** The columns for the rows of one snapshot. */
export async function readTrainingNeedsColumns(
	scope: AccountScope,
	of: Omit<Base, 'topicsOf'>,
): Promise<TrainingNeedColumn[]> {
	const base = { ...of, topicsOf: await countServingTopics(scope) }
	// Thousands of rows have the same few steps.
	const kept = new Map<string, StepTexts | null>()
	let last: { need: CommonNeed; texts: StepTexts | null } | null = null
	const textsOf = (need: CommonNeed): StepTexts | null => {
		if (last?.need !== need) last = { need, texts: findTexts(need) }
		return last.texts
	}
	const findTexts = (need: CommonNeed): StepTexts | null => {
		const key = `${need.questionKey} ${need.fromHalfSteps}`
		const known = kept.get(key)
		if (known !== undefined) return known
		const texts = stepTexts(base.rubric, need)
		kept.set(key, texts)
		return texts
	}
	return columns.map((column): TrainingNeedColumn => {
		if ('own' in column) return { ...column, value: (need: TrainingNeed) => need[column.own] }
		if ('value' in column) {
			return { ...column, own: null, value: (need) => column.value(need, textsOf(need), base) }
		}
		const { ofBase, ...of } = column
		const value = ofBase(base)
		return { ...of, own: null, value: () => value }
	})
}
