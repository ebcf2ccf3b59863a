import type { AccountSession } from '#app/auth/account-context.server.ts'
import { readRubricDraft } from '#app/data/read-rubric-draft.server.ts'
import { checkRubricDraft } from '#app/domain/framework/check-rubric-draft.ts'
import { compareRubrics } from '#app/domain/framework/compare-rubrics.ts'
import { placeName } from '#app/domain/framework/rubric-place.ts'
import { newIdempotencyKey } from '#app/lib/form.server.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'

const builtIn = skillProgressionMap.rubric

/** The draft as a whole: what it holds, what it lacks, and what it changes. Null where there is none. */
export async function readDraftPage({ scope, account }: AccountSession) {
	const found = await readRubricDraft(scope, { key: builtIn.key })
	if (!found) return null
	const { id, version, revision, updatedAt, draft, published, addable } = found
	const problems = checkRubricDraft(draft)
	return {
		id,
		version,
		revision,
		updatedAt,
		head: { title: draft.title, description: draft.description },
		families: draft.families.map((family) => ({
			key: family.key,
			name: family.name,
			isBuiltIn: builtIn.families.some(({ key }) => key === family.key),
			questions: family.questions.length,
			own: family.questions.filter(({ origin }) => origin === 'account').length,
			missing: problems.filter(({ familyKey }) => familyKey === family.key).length,
		})),
		problems: problems.map((problem) => ({
			place: placeName(problem),
			message: problem.message,
			familyKey: problem.familyKey,
			field: problem.field,
			questionNumber: problem.questionNumber,
		})),
		changes: published === null ? null : compareRubrics(published, draft),
		publishedVersion: published?.version ?? null,
		addable,
		idempotencyKey: newIdempotencyKey(),
		locale: account.locale,
		timeZone: account.timeZone,
	}
}

export type DraftPage = NonNullable<Awaited<ReturnType<typeof readDraftPage>>>
