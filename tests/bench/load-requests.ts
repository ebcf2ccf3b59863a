import type { Client } from 'pg'
import type { Company } from './company.ts'

/** Somebody's page. */
export type Request = { path: string; token: string }

/** The pages that people open most, as HR, executive, two managers and two members see them. */
export async function pagesOf(
	admin: Client,
	{ accountId, cycleIds, hr, executive }: Company,
	startSession: (userId: string) => Promise<string>,
): Promise<Request[]> {
	const { rows } = await admin.query<{ slug: string; division: string }>(
		`SELECT a.slug, t.id AS division FROM account a JOIN team t ON t.account_id = a.id AND t.parent_id IS NULL
		 WHERE a.id = $1 ORDER BY t.name LIMIT 1`,
		[accountId],
	)
	const [account] = rows
	const cycleId = [...cycleIds.values()].at(-1)?.cycleId
	if (!account || !cycleId) throw new Error('The company is not there.')
	const userOf = async (isLead: boolean) => {
		const users = await admin.query<{ userId: string }>(
			`SELECT s.user_id AS "userId" FROM membership s JOIN member m ON m.account_id = s.account_id AND m.id = s.member_id
			 JOIN team t ON t.account_id = m.account_id AND t.id = m.team_id
			 WHERE s.account_id = $1 AND m.left_on IS NULL AND (t.lead_id = m.id) = $2 AND t.parent_id IS NOT NULL
				AND NOT EXISTS (SELECT FROM team c WHERE c.account_id = t.account_id AND c.parent_id = t.id)
			 ORDER BY m.id LIMIT 2`,
			[accountId, isLead],
		)
		return Promise.all(users.rows.map(({ userId }) => startSession(userId)))
	}
	const pages = (token: string, paths: string[]) =>
		paths.map((path) => ({ path: `/a/${account.slug}${path}`, token }))
	const node = `/heatmap?node=${account.division}`
	const of = async (userId: string | null, paths: string[]) => pages(await startSession(userId ?? ''), paths)
	const managers = await userOf(true)
	const members = await userOf(false)
	const each = [
		await of(hr.userId, ['', '/heatmap', node, '/reports/training-needs', '/people', '/people?q=person+77']),
		await of(hr.userId, [`/cycles/${cycleId}`, `/cycles/${cycleId}?view=people`, '/teams', '/heatmap.data']),
		await of(executive.userId, ['', '/heatmap', node, `${node}&statistic=share`]),
		...managers.map((token) => pages(token, ['', '/check-ins', '/heatmap', '/heatmap?cycle=live'])),
		...members.map((token) => pages(token, ['', '/check-ins', '/heatmap', '/frameworks'])),
	]
	return each.flat()
}

/**
 * Asks for all of them, as many at once as there are clients; with `isOver`, from the start again until that says so.
 *
 * @returns milliseconds of each request, and seconds of all together
 * @throws on anything but a 200
 */
export async function requestAll(
	url: string,
	requests: readonly Request[],
	{ clients, isOver }: { clients: number; isOver?: () => boolean },
): Promise<{ times: number[]; seconds: number }> {
	const times: number[] = []
	let next = 0
	const isDone = () => (isOver ? isOver() : next >= requests.length)
	const client = async () => {
		while (!isDone()) {
			const request = requests[next++ % requests.length]
			if (!request) return
			const start = performance.now()
			const response = await fetch(url + request.path, {
				headers: { Cookie: `__Host-contour-session=${request.token}` },
				redirect: 'manual',
			})
			await response.text()
			times.push(performance.now() - start)
			if (response.status !== 200) throw new Error(`${request.path} answers ${response.status}.`)
		}
	}
	const start = performance.now()
	await Promise.all(Array.from({ length: clients }, client))
	return { times, seconds: (performance.now() - start) / 1000 }
}

/** The value that a share (0 to 1) of the values do not exceed. */
export function percentile(values: readonly number[], share: number): number {
	const sorted = values.toSorted((a, b) => a - b)
	return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}
