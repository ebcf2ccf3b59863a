import { withUser } from './database.server.ts'

export async function renameUser(userId: string, name: string): Promise<void> {
	await withUser(userId, ({ sql }) => sql.query(`UPDATE "user" SET name = $2 WHERE id = $1`, [userId, name]))
}
