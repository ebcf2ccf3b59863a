import { systemScope } from '#app/data/account-scope.server.ts'
import { countAccounts } from '#app/data/count-accounts.server.ts'
import { findAccountBySlug } from '#app/data/find-account-by-slug.server.ts'
import { isSampleComplete } from '#app/data/is-sample-complete.server.ts'
import { removeSample } from '#app/jobs/audit-heads/remove-sample.server.ts'
import type { Env } from '#app/lib/env.server.ts'
import { loadSample, sampleEmails, sampleSlug } from '#seed/demo/load-sample.server.ts'
import { samplePassword } from './sample-password.ts'

/**
 * Runs once at start, when the database is open and has the present schema: loads the sample company into an embedded
 * database that is empty. A sample whose loading was cut short is removed and loaded anew.
 * Returns lines for the person who started Contour.
 */
export async function afterMigrate({ env, embedded }: { env: Env; embedded: boolean }): Promise<string[]> {
	if (!embedded || env.CONTOUR_SAMPLE === 'off') return []
	const password = await samplePassword(env.CONTOUR_DATA_DIR)
	const existing = await findAccountBySlug(sampleSlug)
	if (existing && !existing.isSample) return []
	const isComplete = existing !== null && (await isSampleComplete(systemScope(existing.id)))
	if (existing && !isComplete) await removeSample(systemScope(existing.id))
	if (!isComplete) {
		if ((await countAccounts()) > 0) return []
		console.log('Loading the sample company. This takes a few seconds, once.')
		await loadSample({ password })
	}
	return [
		'The sample company Meridian is loaded. Sign in with one of these and the password ' + password,
		...sampleEmails.map((email) => `  ${email}`),
	]
}
