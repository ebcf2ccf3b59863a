import type { OutboxMail } from './add-outbox-message.server.ts'
import { addOutboxMessage } from './add-outbox-message.server.ts'
import { withUser } from './database.server.ts'

/** Hands over a mail that belongs to no account and to no other change. */
export async function notifyUser(userId: string, mail: OutboxMail): Promise<void> {
	await withUser(userId, (transaction) => addOutboxMessage(transaction, null, mail))
}
