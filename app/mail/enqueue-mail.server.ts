import { addOutboxMessage } from '#app/data/add-outbox-message.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import type { Message } from './compose-mail.server.ts'
import { composeMail } from './compose-mail.server.ts'

/**
 * Composes a mail and hands it over for sending in an open transaction. Functions of data/, which know nothing of mail,
 * take composed mails and call `addOutboxMessage`.
 */
export async function enqueueMail(
	transaction: Pick<Transaction, 'sql'>,
	{ accountId, ...message }: Message & { accountId: string | null },
): Promise<void> {
	await addOutboxMessage(transaction, accountId, composeMail(message))
}
