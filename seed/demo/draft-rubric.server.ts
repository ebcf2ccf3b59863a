import type { AccountScope } from '#app/data/account-scope.server.ts'
import { fingerprintFamily } from '#app/data/fingerprint-family.server.ts'
import { listRubricVersions } from '#app/data/list-rubric-versions.server.ts'
import { readRubricDraft } from '#app/data/read-rubric-draft.server.ts'
import { saveRubricFamily } from '#app/data/save-rubric-family.server.ts'
import { startRubricDraft } from '#app/data/start-rubric-draft.server.ts'
import type { FamilyDraft } from '#app/domain/framework/rubric-draft.ts'
import { optionHalfSteps } from '#app/domain/tier/tier.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'

const { rubric: builtIn } = skillProgressionMap
const { key } = builtIn

/** Of the question that Meridian adds; the two upper options are still to be written. */
const options: Partial<Record<number, string>> = {
	2: 'A customer who wants a person asks for one',
	3: 'AI answers first, and I take over when it is stuck',
	4: 'I set when AI hands over, and with what it has found',
}

/** Begins a version of Meridian's own: a reworded option and a question that is not finished. Cycles keep the version that they have. */
export async function draftRubric(scope: AccountScope): Promise<void> {
	const [version] = await listRubricVersions(scope, { key })
	const started = version && (await startRubricDraft(scope, { key, frameworkVersionId: version.id }))
	const draft = started?.ok ? await readRubricDraft(scope, { key }) : null
	const family = draft?.draft.families.find((one) => one.key === 'customer-service')
	if (!family) throw new Error('The sample’s draft of the map cannot be begun.')
	const seen = fingerprintFamily(family)
	const saved = await saveRubricFamily(scope, { key, builtIn, familyKey: family.key, seen, change: ownWords })
	if (!saved.ok) throw new Error(`The sample's draft of the map cannot be saved: ${saved.reason}.`)
}

function ownWords(family: FamilyDraft): FamilyDraft {
	const [first, ...rest] = family.questions
	if (!first) return family
	const [lowest, ...others] = first.options
	return {
		...family,
		questions: [
			{ ...first, options: lowest ? [{ ...lowest, text: 'Answering tickets and chats' }, ...others] : [] },
			...rest,
			{
				key: `${family.key}.own-hand-over`,
				origin: 'account',
				text: 'How does a conversation go from AI to a person?',
				managerText: 'How do their conversations go from AI to a person?',
				options: optionHalfSteps.map((halfSteps) => ({ halfSteps, text: options[halfSteps] ?? '' })),
			},
		],
	}
}
