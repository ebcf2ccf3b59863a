import type { AccountSession } from '#app/auth/account-context.server.ts'
import { findPublishedRubric } from '#app/data/find-published-rubric.server.ts'
import { may } from '#app/domain/access/policy.ts'
import { skillProgressionMap as map } from '#seed/frameworks/skill-progression-map.ts'

/** The account's own version of what is asked, and beside it what the built-in map says to read. */
export async function readMap({ scope, account, person }: AccountSession) {
	const published = await findPublishedRubric(scope, map.rubric.key)
	const rubric = published?.rubric ?? map.rubric
	return {
		slug: account.slug,
		locale: account.locale,
		timeZone: account.timeZone,
		title: rubric.title,
		description: rubric.description,
		version: rubric.version,
		mayEdit: may(person, 'frameworks.edit'),
		publishedAt: published?.publishedAt ?? null,
		sourceTitle: map.rubric.source?.title ?? null,
		introduction: map.introduction,
		tiers: map.tiers,
		betweenLevels: map.betweenLevels,
		depth: { text: map.depth.text, plannedModels: map.depth.plannedModels },
		families: rubric.families.map(({ key, name, origin, questions }) => ({
			key,
			name,
			origin,
			questions: questions.length,
			ownQuestions: questions.filter((question) => question.origin === 'account').length,
			pattern: map.families.find(({ family }) => family === key)?.pattern ?? null,
			full: map.depth.fullFamilies.includes(key),
		})),
		transitions: map.transitions,
		humanFunctions: {
			text: map.humanFunctions.text,
			names: map.humanFunctions.items.map(({ name }) => name),
		},
		notes: map.notes.map(({ key, text }) => ({ key, text })),
	}
}

export type MapPage = Awaited<ReturnType<typeof readMap>>
