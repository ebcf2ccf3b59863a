import { randomInt } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'

/** No letters that are taken for one another. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/** The password of the sample company's sign-ins: made once for each data folder, kept beside the database. */
export async function samplePassword(dataDir: string): Promise<string> {
	const file = path.join(dataDir, 'sample-password')
	try {
		return (await readFile(file, 'utf8')).trim()
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
	}
	const letters = Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join('')
	const password = `meridian-${letters}`
	await writeFile(file, `${password}\n`, { mode: 0o600 })
	return password
}
