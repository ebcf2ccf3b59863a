import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { getRubricImport } from '#app/data/get-rubric-import.server.ts'
import { listOwnFamilies } from '#app/data/list-own-families.server.ts'
import { compareRubrics } from '#app/domain/framework/compare-rubrics.ts'
import { readRubricFile } from '#app/domain/framework/rubric-file.ts'
import { notFound } from '#app/lib/http.server.ts'
import { skillProgressionMap } from '#seed/frameworks/skill-progression-map.ts'

const builtIn = skillProgressionMap.rubric

/** A file that waits, read against the account as it is now. */
export async function readRubricImport({ scope, account }: AccountSession, importId: string) {
	if (!z.guid().safeParse(importId).success) throw notFound()
	const found = await getRubricImport(scope, { importId, key: builtIn.key })
	if (!found) throw notFound()
	const ownFamilies = await listOwnFamilies(scope)
	const file = readRubricFile(found.bytes, { account: account.slug, builtIn, ownFamilies })
	return { ...found, file }
}

/** What the page shows of it: what would change. */
export async function readDryRun(session: AccountSession, importId: string) {
	const { fileName, base, file } = await readRubricImport(session, importId)
	const { kind, version, revision } = base
	return {
		fileName,
		base: { kind, version, revision },
		changes: file.ok ? compareRubrics(base.rubric, file.rubric) : [],
		/** Role families may have gone since it was uploaded. */
		problems: file.ok ? [] : file.problems,
		locale: session.account.locale,
	}
}
