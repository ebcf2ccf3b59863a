import type { BenchDatabase } from './bench-database.ts'
import { foundImportingAccount } from './importing-account.ts'

type Stand = {
	database: BenchDatabase
	url: string
	quick: boolean
}

/**
 * Imports a roster of new people into an empty account, from the upload to the last row written, and runs `meanwhile`
 * beside it.
 */
export async function importWhile<T>(
	{ database: { admin }, url, quick }: Stand,
	meanwhile: (isOver: () => boolean) => Promise<T>,
): Promise<T & { rows: number }> {
	const rows = quick ? 2_000 : 50_000
	const account = await foundImportingAccount(admin, url)
	let over = false
	const importing = account.importFile(rosterOf(rows)).finally(() => (over = true))
	const [result] = await Promise.all([meanwhile(() => over), importing])
	const count = await account.countMembers()
	if (count !== rows) throw new Error(`${count} of ${rows} people were imported.`)
	return { ...result, rows }
}

function rosterOf(rows: number): Uint8Array<ArrayBuffer> {
	const lines = Array.from({ length: rows }, (_, index) => {
		const manager = index === 0 ? '' : `person${Math.floor((index - 1) / 8)}@example.com`
		return `Person ${index},person${index}@example.com,P${index},Specialist,Team ${index % 900},${manager}`
	})
	return new TextEncoder().encode(['Name,Email,Employee ID,Title,Team,Manager', ...lines].join('\n'))
}
