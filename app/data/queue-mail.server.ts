import { randomUUID } from 'node:crypto'
import type { OutboxMail } from './add-outbox-message.server.ts'
import { addOutboxMessage } from './add-outbox-message.server.ts'
import { withUser } from './database.server.ts'

/** Hands over a mail that belongs to no account and to no other change. */
export async function queueMail(mail: OutboxMail): Promise<void> {
	await withUser(randomUUID(), (transaction) => addOutboxMessage(transaction, null, mail))
}
