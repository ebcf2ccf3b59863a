import { findAccountBySlug } from '#app/data/find-account-by-slug.server.ts'

/** The sample company's slug. */
export const sampleSlug = 'meridian'

/** Whether the sample company is loaded here. */
export async function readSampleMode(): Promise<boolean> {
	const account = await findAccountBySlug(sampleSlug)
	return account?.isSample ?? false
}
