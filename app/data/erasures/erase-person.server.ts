import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { OutboxMail } from '#app/data/add-outbox-message.server.ts'
import { addOutboxMessages } from '#app/data/add-outbox-messages.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { AnnounceHandOver } from '#app/data/hand-over-pairs.server.ts'
import { handOverPairs } from '#app/data/hand-over-pairs.server.ts'
import { holdRunningCycle } from '#app/data/hold-running-cycle.server.ts'
import type { Overseer } from '#app/data/list-overseers.server.ts'
import { listOverseers } from '#app/data/list-overseers.server.ts'
import { lockMembership } from '#app/data/lock-membership.server.ts'
import { lockRoster } from '#app/data/lock-roster.server.ts'
import { readAccountCalendar } from '#app/data/read-account-calendar.server.ts'
import { eraseWithin } from './erase-within.server.ts'
import type { Erasure } from './list-erased-people.server.ts'
import type { PersonHasher, PersonText } from './person-hasher.server.ts'

export type ErasedPerson =
	| { ok: true }
	| {
			ok: false
			/** `self`: it takes somebody else, who is there to answer for it. */
			reason: 'gone' | 'stale' | 'self' | 'last-owner'
	  }

export type ErasePerson = {
	memberId: string
	version: number
	hasher: PersonHasher
	/** Makes the mails that tell owners and HR, without who it was. */
	announce: (overseers: Overseer[]) => OutboxMail[]
	/** Makes the mails that tell who stands in. */
	announceHandOver: AnnounceHandOver
	/** Puts it on the list outside of the database, as the last thing before it is committed: what fails here erases nobody. */
	keepOnList: (transaction: Transaction, erasure: Erasure) => Promise<void>
}

/**
 * Erases a person for good. Published cycles keep an anonymous participant and with it their figures; in the running one the
 * person counts as left, and whom they rated is handed over. The last owner stays.
 */
export async function erasePerson(scope: AccountScope, of: ErasePerson): Promise<ErasedPerson> {
	const { memberId } = of
	if (scope.memberId === memberId) return { ok: false, reason: 'self' }
	return withAccount(
		scope,
		async (transaction) => {
			await lockRoster(transaction, scope)
			const person = await readPerson(transaction, scope, memberId)
			if (!person) return { ok: false, reason: 'gone' }
			if (person.version !== of.version) return { ok: false, reason: 'stale' }
			if (person.membershipId !== null) {
				const membership = await lockMembership(transaction, scope, person.membershipId)
				if (membership?.isLastOwner) return { ok: false, reason: 'last-owner' }
			}
			const erasure: Erasure = {
				accountId: scope.accountId,
				memberId,
				erasedAt: new Date().toISOString(),
				keyName: of.hasher.keyName,
				hashes: person.texts.map((text) => of.hasher.hash(scope.accountId, text)),
			}
			const beforeLog = async () => {
				const cycle = await holdRunningCycle(transaction, scope)
				if (!cycle) return
				const { today } = await readAccountCalendar(transaction, scope)
				await handOverPairs(transaction, scope, { cycle, today, announce: of.announceHandOver })
			}
			await eraseWithin(transaction, scope, erasure, { beforeLog })
			const overseers = await listOverseers(transaction, scope)
			await addOutboxMessages(transaction, scope.accountId, of.announce(overseers))
			await of.keepOnList(transaction, erasure)
			return { ok: true }
		},
		{ timeout: 120_000 },
	)
}

async function readPerson(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	memberId: string,
): Promise<{ version: number; membershipId: string | null; texts: PersonText[] } | null> {
	const { rows } = await sql.query<{ version: number; membershipId: string | null; texts: PersonText[] }>(
		`SELECT m.version, s.id AS "membershipId", (
			SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_object('is', t.is, 'text', t.text)), '[]')
			FROM (
				VALUES ('email', m.email), ('email', lower(u.email)), ('external-id', m.external_id)
				UNION ALL
				SELECT 'login', l.login FROM member_login l WHERE l.account_id = m.account_id AND l.member_id = m.id
			) t ("is", text) WHERE t.text IS NOT NULL) AS texts
		 FROM member m
		 LEFT JOIN membership s ON s.account_id = m.account_id AND s.member_id = m.id
		 LEFT JOIN "user" u ON u.id = s.user_id
		 WHERE m.account_id = $1 AND m.id = $2 AND m.erased_at IS NULL`,
		[accountId, memberId],
	)
	return rows[0] ?? null
}
