import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { StartError } from '#app/lib/start-error.ts'

/** The database inside the embedded server. */
const DATABASE = 'contour'

const login = z.object({ user: z.string().min(1), password: z.string().min(1) })
const credentialsSchema = z.object({ admin: login, owner: login, app: login })

export type Credentials = z.infer<typeof credentialsSchema>

export function createCredentials(): Credentials {
	const password = () => randomBytes(24).toString('base64url')
	return {
		admin: { user: 'contour_admin', password: password() },
		owner: { user: 'contour_owner', password: password() },
		app: { user: 'contour_app', password: password() },
	}
}

export function readCredentials(file: string): Credentials {
	let text: string
	try {
		text = readFileSync(file, 'utf8')
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException
		throw new StartError(
			code === 'EACCES'
				? `${file} belongs to another user: start Contour as the user who started it first.`
				: `${file} cannot be read (${code}); without it nobody can sign in to the embedded PostgreSQL.`,
		)
	}
	try {
		return credentialsSchema.parse(JSON.parse(text))
	} catch {
		throw new StartError(`${file} is damaged; without it nobody can sign in to the embedded PostgreSQL.`)
	}
}

export function connectionUrl(
	credentials: Credentials,
	role: keyof Credentials,
	port: number,
	database = DATABASE,
): string {
	const { user, password } = credentials[role]
	return `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`
}
