import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Pool } from 'pg'
import { expect } from 'vitest'
import { createCycle } from '#app/data/create-cycle.server.ts'
import { openCycle } from '#app/data/open-cycle.server.ts'
import { verifySnapshots } from '#app/data/verify-snapshots.server.ts'
import type { Company } from '#tests/check-ins/company.ts'
import { foundCompany } from '#tests/check-ins/company.ts'
import type { Answer } from '#tests/check-ins/visitor.ts'
import { fieldsOf, startSessionOf, visit } from '#tests/check-ins/visitor.ts'
import { RandomCompany } from '#tests/statistics/random-company.ts'
import { until } from '#tests/support/application.ts'
import { metricImport } from './metric-import.ts'

/** Something that a person does in one or more requests, which may be cut off anywhere. */
export type Operation = {
	/** In order; each is posted again with the same form when no answer came. Answers below 400 acknowledge. */
	steps: ((url: string) => Promise<Answer>)[]
	/** After a cut: no step is half done, and none of those acknowledged is lost. */
	check: (acknowledged: number) => Promise<void>
	/** After all steps were acknowledged: everything is done, once. */
	checkDone: () => Promise<void>
}

export type Kind = 'check-in' | 'import' | 'metrics' | 'publish'

export async function operations(admin: Pool): Promise<Record<Kind, (number: number) => Promise<Operation>>> {
	const company = await foundCompany(admin, 'soak')
	return {
		'check-in': () => checkIn(admin, company),
		import: (number) => rosterImport(admin, number),
		metrics: (number) => metricImport(admin, number),
		publish: (number) => publication(admin, number),
	}
}

const countOf = async (admin: Pool, text: string, values: unknown[]) => {
	const { rows } = await admin.query<{ count: number }>(`SELECT count(*)::int AS count ${text}`, values)
	return rows[0]?.count ?? 0
}

/** What was acknowledged to go on behind the request comes to its end, whichever process has it. */
async function untilJobsEnd(admin: Pool, accountId: string): Promise<void> {
	await until(
		async () =>
			(await countOf(admin, `FROM job WHERE account_id = $1 AND finished_at IS NULL`, [accountId])) === 0,
		30,
	)
}

/** Two drafts and the sending. */
async function checkIn(admin: Pool, company: Company): Promise<Operation> {
	const manager = await company.addMember('Mara Manager')
	const member = await company.addMember('Sam Sales', { managerId: manager.memberId })
	const participantId = await company.addParticipant(member, { manager })
	const token = await startSessionOf(admin, member.userId)
	const here = `/a/soak/check-ins/${participantId}`
	let form: Record<string, string> | undefined
	const post = (version: number, answer: number, intent: string) => async (url: string) => {
		const visitor = visit(url, token)
		if (!form) {
			const page = await visitor.get(here)
			if (page.status >= 400) return page
			form = fieldsOf(page.text)
		}
		const answers = [0, 1, 2].map((index) => [`answers[${index}].halfSteps`, String(answer)])
		return visitor.post(here, {
			...form,
			...Object.fromEntries(answers),
			...{ usesAi: 'yes', version: String(version), note: `all ${answer}`, intent, alikeMeant: 'yes' },
		})
	}
	const audited = () =>
		countOf(
			admin,
			`FROM audit_event e JOIN pseudonym s ON s.account_id = e.account_id AND s.id = e.subject_id
			 WHERE e.account_id = $1 AND e.action = 'check-in.submitted' AND s.member_id = $2`,
			[company.accountId, member.memberId],
		)
	/** What is stored, as one word: none, `2`, `4`, `4 sent`; anything else is a mixture. */
	const stored = async () => {
		const { rows } = await admin.query<{ note: string; sent: boolean; answers: string }>(
			`SELECT c.note, c.submitted_at IS NOT NULL AS sent, (
				SELECT string_agg(a.half_steps::text, '' ORDER BY a.question_key) FROM check_in_answer a
				WHERE a.account_id = c.account_id AND a.check_in_id = c.id) AS answers
			 FROM check_in c WHERE c.account_id = $1 AND c.participant_id = $2`,
			[company.accountId, participantId],
		)
		expect(rows.length).toBeLessThanOrEqual(1)
		const [row] = rows
		if (!row) return 'none'
		const answer = row.note.replace('all ', '')
		expect(row.answers).toBe(answer.repeat(3))
		return row.sent ? `${answer} sent` : answer
	}
	const states = ['none', '2', '4', '4 sent']
	return {
		steps: [post(0, 2, 'draft'), post(1, 4, 'draft'), post(2, 4, 'send')],
		check: async (acknowledged) => {
			const now = await stored()
			expect(states.slice(acknowledged, acknowledged + 2)).toContain(now)
			expect(await audited()).toBe(now === '4 sent' ? 1 : 0)
		},
		checkDone: async () => {
			expect(await stored()).toBe('4 sent')
			expect(await audited()).toBe(1)
		},
	}
}

const rows = 60

/** Upload of a file of new people, its columns as they are guessed, and its application. */
async function rosterImport(admin: Pool, number: number): Promise<Operation> {
	const company = await RandomCompany.found(admin, 1000 + number, { teams: 3, members: 10 })
	const { accountId, hr } = company
	const token = await startSessionOf(admin, hr.userId)
	const root = `/a/c-${accountId.slice(0, 12)}/roster-imports`
	const people = Array.from({ length: rows }, (_, index) =>
		[`New ${index}`, `new${index}@example.com`, `N${index}`, `new${Math.floor((index - 1) / 7)}@example.com`]
			.map((cell, column) => (index === 0 && column === 3 ? '' : cell))
			.join(','),
	)
	const file = ['Name,Email,Employee ID,Manager', ...people].join('\n')
	const key = randomUUID()
	let here = ''
	let form: Record<string, string> | undefined
	const upload = async (url: string): Promise<Answer> => {
		const body = new FormData()
		body.set('idempotencyKey', key)
		body.set('file', new File([file], 'people.csv', { type: 'text/csv' }))
		const response = await fetch(`${url}${root}/new`, {
			method: 'POST',
			headers: { Cookie: `__Host-contour-session=${token}`, Origin: url, 'Sec-Fetch-Site': 'same-origin' },
			body,
			redirect: 'manual',
		})
		here = response.headers.get('Location') ?? ''
		return { status: response.status, text: await response.text(), location: here, cookies: [] }
	}
	const columns = async (url: string): Promise<Answer> => {
		const visitor = visit(url, token)
		const page = await visitor.get(`${here}?step=columns`)
		if (page.status >= 400) return page
		return visitor.post(here, { ...fieldsOf(page.text), intent: 'columns' })
	}
	const apply = async (url: string): Promise<Answer> => {
		const visitor = visit(url, token)
		if (!form) {
			let page = await visitor.get(`${here}?missing=keep`)
			for (let look = 0; look < 100 && page.status < 400 && !fieldsOf(page.text)['fingerprint']; look += 1) {
				await sleep(100)
				page = await visitor.get(`${here}?missing=keep`)
			}
			const fields = fieldsOf(page.text)
			if (page.status >= 400) return page
			expect(fields['fingerprint']).toBeDefined()
			form = { ...fields, intent: 'apply' }
		}
		return visitor.post(here, form)
	}
	const imports = () => countOf(admin, 'FROM import WHERE account_id = $1', [accountId])
	const check = async (acknowledged: number) => {
		await untilJobsEnd(admin, accountId)
		const added = await countOf(
			admin,
			`FROM member m LEFT JOIN member b ON b.account_id = m.account_id AND b.id = m.manager_id
			 WHERE m.account_id = $1 AND m.external_id LIKE 'N%' AND (b.external_id LIKE 'N%' OR m.external_id = 'N0')`,
			[accountId],
		)
		const applied = await countOf(admin, `FROM import WHERE account_id = $1 AND state = 'applied'`, [
			accountId,
		])
		const audited = await countOf(
			admin,
			`FROM audit_event WHERE account_id = $1 AND action = 'members.imported'`,
			[accountId],
		)
		expect({ added, audited }).toEqual({ added: applied * rows, audited: applied })
		expect(await imports()).toBeLessThanOrEqual(1)
		if (acknowledged > 0) expect(await imports()).toBe(1)
		if (acknowledged > 2) expect(applied).toBe(1)
	}
	return { steps: [upload, columns, apply], check, checkDone: () => check(3) }
}

/** The publication of a cycle in which everybody has answered. */
async function publication(admin: Pool, number: number): Promise<Operation> {
	const company = await RandomCompany.found(admin, 5000 + number, { teams: 6, members: 40 })
	const { accountId, hr } = company
	const created = await createCycle(hr, { day: '2026-11-20' })
	if (!created.ok) throw new Error(created.reason)
	await openCycle(hr, created)
	await company.answer(created.cycleId)
	const token = await startSessionOf(admin, hr.userId)
	const here = `/a/c-${accountId.slice(0, 12)}/cycles/${created.cycleId}`
	let form: Record<string, string> | undefined
	const publish = async (url: string): Promise<Answer> => {
		const visitor = visit(url, token)
		if (!form) {
			const page = await visitor.get(`${here}?view=publish`)
			const fields = fieldsOf(page.text)
			if (page.status >= 400) return page
			expect(fields['intent']).toBe('publish')
			form = fields
		}
		return visitor.post(here, form)
	}
	const check = async (acknowledged: number) => {
		await untilJobsEnd(admin, accountId)
		const phase = await admin.query<{ phase: string }>(
			'SELECT phase FROM cycle WHERE account_id = $1 AND id = $2',
			[accountId, created.cycleId],
		)
		const published = phase.rows[0]?.phase === 'published' ? 1 : 0
		const of = (table: string) => countOf(admin, `FROM ${table} WHERE account_id = $1`, [accountId])
		expect(await of('snapshot')).toBe(published)
		expect((await of('snapshot_node')) > 0).toBe(published === 1)
		expect((await of('snapshot_cell')) > 0).toBe(published === 1)
		expect(await of('snapshot_standings')).toBe(published)
		expect(
			await countOf(admin, `FROM audit_event WHERE account_id = $1 AND action = 'cycle.published'`, [
				accountId,
			]),
		).toBe(published)
		if (acknowledged > 0) expect(published).toBe(1)
		if (published) {
			const { differences, metricDifferences, treeDifferences } = await verifySnapshots(hr)
			expect([...differences, ...metricDifferences, ...treeDifferences]).toEqual([])
		}
	}
	return { steps: [publish], check, checkDone: () => check(1) }
}
