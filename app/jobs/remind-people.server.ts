import type { AccountScope } from '#app/data/account-scope.server.ts'
import { sendDueReminders } from '#app/data/send-due-reminders.server.ts'
import type { Standing } from '#app/data/read-standing.server.ts'
import { reminderMails } from '#app/mail/reminder-mails.server.ts'

/** How many are reminded in one transaction. */
const atOnce = 500

/** Reminds everybody of whom a running cycle asks something today, in steps that each end with their mails handed over. */
export async function remindPeople(
	scope: AccountScope,
	of: {
		cycleId: string
		account: Standing['account']
		at: Date
		baseUrl: string
		signal?: AbortSignal | undefined
	},
): Promise<void> {
	const { cycleId, account, at, baseUrl, signal } = of
	for (;;) {
		if (signal?.aborted) return
		const reminded = await sendDueReminders(scope, {
			...{ cycleId, at, limit: atOnce },
			announce: (told) => reminderMails({ ...told, account, baseUrl }),
		})
		if (reminded < atOnce) return
	}
}
