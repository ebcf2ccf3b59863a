import type { AccountSession } from '#app/auth/account-context.server.ts'
import { findPublishedRubric } from '#app/data/find-published-rubric.server.ts'
import { findFamily } from '#app/domain/framework/rubric.ts'
import type { FamilyGuide } from '#app/domain/framework/skill-progression-map.ts'
import { skillProgressionMap as map } from '#seed/frameworks/skill-progression-map.ts'

/**
 * A family of the account's published rubric, and what the built-in map says of it: nothing, where the account added the
 * family itself. Null where the rubric has no such family.
 */
export async function readFamily({ scope, account }: AccountSession, familyKey: string) {
	const rubric = (await findPublishedRubric(scope, map.rubric.key))?.rubric ?? map.rubric
	const family = findFamily(rubric, familyKey)
	if (!family) return null
	const guide = map.families.find((one) => one.family === familyKey)
	const figures = map.figures.filter(({ where }) => where.family === familyKey)
	return {
		slug: account.slug,
		locale: account.locale,
		mapTitle: rubric.title,
		siblings: rubric.families.map(({ key, name }) => ({ key, name })),
		family,
		tiers: map.tiers.map(({ halfSteps, tier, name, kind }) => ({ halfSteps, tier, name, kind })),
		pattern: guide?.pattern ?? null,
		/** How much weight the descriptions bear; null for the family that the source describes best. */
		depth: guide && !map.depth.fullFamilies.includes(familyKey) ? map.depth.short : null,
		levels: (guide?.levels ?? []).map(({ halfSteps, definition, signs, notes }) => ({
			halfSteps,
			definition,
			signs: signs.map(({ key, text }) => ({ key, text })),
			notes: notes.map(({ key, kind, text }) => ({ key, kind, text })),
		})),
		operations: guide?.levels.find(({ operations }) => operations !== undefined)?.operations ?? null,
		survey: surveyOf(guide?.externalValidation),
		figures: figures.length,
	}
}

export type FamilyPage = NonNullable<Awaited<ReturnType<typeof readFamily>>>

function surveyOf(survey: FamilyGuide['externalValidation']) {
	if (!survey) return null
	return {
		text: survey.text,
		citation: survey.citation,
		stages: survey.stages.map(({ name, halfSteps, figure }) => {
			const found = map.figures.find(({ key }) => key === figure)
			return { name, halfSteps, percent: found?.value ?? null, population: found?.population ?? null }
		}),
	}
}
