import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { tendCycles } from '#app/jobs/tend-cycles.server.ts'
import { foundCompany } from '#tests/check-ins/company.ts'

export const baseUrl = 'https://contour.example.com'

export type Mail = { to: string; subject: string; text: string; html: string; unsubscribe_url: string | null }

/**
 * A company in Berlin whose cycle opened on 1 March 2027: answers until the 14th, managers until the 21st. Mia manages Ada and
 * Ben; all three have user accounts, Cleo has none.
 */
export async function openOffice(admin: Pool, plan: { timeZone?: string } = {}) {
	const company = await foundCompany(admin, `office-${randomUUID().slice(0, 8)}`)
	const { accountId, cycleId } = company
	await admin.query(`UPDATE account SET time_zone = $2 WHERE id = $1`, [
		accountId,
		plan.timeZone ?? 'Europe/Berlin',
	])
	await admin.query(
		`UPDATE cycle SET starts_on = '2027-01-01', ends_on = '2027-03-31', opens_on = '2027-03-01',
			review_on = '2027-03-15', calibration_on = '2027-03-22', publishes_on = '2027-03-31', opened_at = '2027-03-01 00:00Z'
		 WHERE account_id = $1 AND id = $2`,
		[accountId, cycleId],
	)
	const mia = await company.addMember('Mia')
	const ada = await company.addMember('Ada', { managerId: mia.memberId })
	const ben = await company.addMember('Ben', { managerId: mia.memberId })
	const cleo = await company.addMember('Cleo', { managerId: mia.memberId, roles: null })
	const participants = {
		ada: await company.addParticipant(ada, { manager: mia }),
		ben: await company.addParticipant(ben, { manager: mia }),
		cleo: await company.addParticipant(cleo, { manager: mia }),
	}
	const people = { mia, ada, ben, cleo }
	const emails = new Map<string, string>()
	for (const person of Object.values(people)) {
		if (person.userId === null) continue
		const { rows } = await admin.query<{ email: string }>(`SELECT email FROM "user" WHERE id = $1`, [
			person.userId,
		])
		emails.set(rows[0]?.email ?? '', person.name)
	}
	let seen = 0
	return {
		...company,
		...people,
		participants,
		/** Looks at the calendar at a moment; the mails that this added, by name. */
		async at(moment: string, { processes = 1 } = {}): Promise<string[]> {
			await Promise.all(
				Array.from({ length: processes }, () => tendCycles({ baseUrl, at: new Date(moment) })),
			)
			const mails = await this.mails()
			const fresh = mails.slice(seen)
			seen = mails.length
			return fresh.map(({ to, subject }) => `${to}: ${subject}`).toSorted()
		},
		/** All reminders, oldest first, with the name in place of the address. */
		async mails(): Promise<Mail[]> {
			const { rows } = await admin.query<Mail>(
				`SELECT recipient AS to, subject, text, html, unsubscribe_url FROM outbox_message
				 WHERE account_id = $1 AND unsubscribe_url IS NOT NULL ORDER BY created_at, id`,
				[accountId],
			)
			return rows.map((mail) => ({ ...mail, to: emails.get(mail.to) ?? mail.to }))
		},
		async send(participantId: string, rater: 'self' | 'manager'): Promise<void> {
			await admin.query(
				`INSERT INTO check_in (account_id, participant_id, rater, submitted_at, tier) VALUES ($1, $2, $3, now(), 3)`,
				[accountId, participantId, rater],
			)
		},
		async occasionsOf(memberId: string): Promise<string[]> {
			const { rows } = await admin.query<{ said: string }>(
				`SELECT day::text || ' ' || occasion AS said FROM reminder WHERE account_id = $1 AND member_id = $2
				 ORDER BY day, occasion`,
				[accountId, memberId],
			)
			return rows.map(({ said }) => said)
		},
	}
}
