import { Client } from 'pg'
import { BackupError } from './backup-error.ts'

/** @throws BackupError where the database does not answer */
export async function connectOwner(connectionString: string, work: string): Promise<Client> {
	const client = new Client({ connectionString, application_name: `contour ${work}`, keepAlive: true })
	// A lost connection also fails the query under way, which is where it is reported.
	client.on('error', () => undefined)
	try {
		await client.connect()
		return client
	} catch (error) {
		const { message, code } = error as Error & { code?: string }
		throw new BackupError(
			`The database at ${client.host}:${client.port} cannot be reached as ${client.user} (${message || code}). Check DATABASE_OWNER_URL, or DATABASE_URL where there is none.`,
		)
	}
}
