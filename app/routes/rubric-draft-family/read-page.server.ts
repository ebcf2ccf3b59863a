import type { AccountSession } from '#app/auth/account-context.server.ts'
import { fingerprintFamily } from '#app/data/fingerprint-family.server.ts'
import { readRubricDraft } from '#app/data/read-rubric-draft.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'

const builtIn = skillProgressionMap.rubric

/** One family of the draft as its form begins, and whose words the built-in parts of it are. */
export async function readFamilyPage({ scope, account }: AccountSession, familyKey: string) {
	const found = await readRubricDraft(scope, { key: builtIn.key })
	const family = found?.draft.families.find(({ key }) => key === familyKey)
	if (!found || !family) throw notFound()
	const base = builtIn.families.find(({ key }) => key === familyKey)
	return {
		version: found.version,
		family,
		/** Of what is kept: who saves names what they have seen. */
		fingerprint: fingerprintFamily(family),
		siblings: found.draft.families.map(({ key, name }) => ({ key, name })),
		/** The questions that are built in, by which an edited one is put back. */
		builtIn: {
			entry: base ? base.entry.key : null,
			questions: (base?.questions ?? []).map(({ key, text }) => ({ key, text })),
		},
		locale: account.locale,
	}
}

export type FamilyPage = Awaited<ReturnType<typeof readFamilyPage>>
