import type { Client } from 'pg'
import { withAccount } from '#app/data/database.server.ts'
import { ensureBuild } from '#app/server/build.ts'
import { startSessionOf } from '#tests/check-ins/visitor.ts'
import { told, withBenchDatabase } from './bench-database.ts'
import { addressOf } from './cycle-data.ts'
import type { BenchServer } from './cycle-server.ts'
import { getPage, withBenchServer } from './cycle-server.ts'
import type { Result } from './measure.ts'
import { interleaved, timeResult } from './measure.ts'
import type { RoadmapData } from './roadmap-data.ts'
import { writeRoadmapData } from './roadmap-data.ts'

/** What the portfolio of 500 plans costs, and moving a card on a board of 300. `quick` shows that everything works. */
export async function run({ quick }: { quick: boolean }): Promise<Result[]> {
	await told('the build', () => ensureBuild())
	return withBenchDatabase('roadmap', async (database) => {
		const data = await writeRoadmapData(database.admin, { quick })
		const { slug, userId } = await addressOf(database.admin, data.company)
		const visitor = { slug, token: await startSessionOf(database.admin, userId) }
		return withBenchServer(database, async (server) => [
			await measurePortfolio(data, server, visitor, { quick }),
			await measureMove(database.admin, data, server, visitor, { quick }),
		])
	})
}

type Visitor = { slug: string; token: string }

const note = (quick: boolean) => (quick ? 'means something only at full size' : undefined)

/** As HR, its first page, against the same route and component whose loader opens a transaction and answers what it once read. */
async function measurePortfolio(
	{ company, plans, items }: RoadmapData,
	{ url, serveInstead }: BenchServer,
	{ slug, token }: Visitor,
	{ quick }: { quick: boolean },
): Promise<Result> {
	let constant: unknown
	const other = await serveInstead('routes/roadmaps/route', (loader) => async (args) => {
		constant ??= await loader(args)
		await withAccount(company.hr, ({ sql }) => sql.query('SELECT 1'))
		return constant
	})
	const path = `/a/${slug}/roadmaps`
	const [ours, reference] = [() => getPage(url, path, token), () => getPage(other, path, token)]
	const [page, same] = [await ours(), await reference()]
	if (Math.abs(page.length - same.length) > 200) throw new Error('Two different pages would be compared.')
	const times = await told('portfolio pages', () =>
		interleaved({ ours, reference }, { rounds: quick ? 15 : 60, warmUp: 10 }),
	)
	return timeResult(
		`portfolio of ${plans} plans of ${items} items, against the same page fed with a constant, ms`,
		times.ours,
		times.reference,
		quick ? null : 3,
		note(quick),
	)
}

/**
 * A card that goes from one phase to the place before the first of another and back, as the board's script sends it, against an
 * action of the same route that reads the form, opens a transaction and answers the same. Afterwards every move is in the card's
 * history.
 */
async function measureMove(
	admin: Client,
	{ company, board }: RoadmapData,
	{ url, actInstead }: BenchServer,
	{ slug, token }: Visitor,
	{ quick }: { quick: boolean },
): Promise<Result> {
	const { accountId } = company
	const answer = { ok: true, text: 'The item is moved.', itemId: null }
	const other = await actInstead('routes/roadmap/route', async ({ request }) => {
		await request.formData()
		await withAccount(company.hr, ({ sql }) => sql.query('SELECT 1'))
		return answer
	})
	const { rows } = await admin.query<{ id: string; phase: string }>(
		`SELECT DISTINCT ON (i.phase) i.id, i.phase FROM roadmap_item i
		 WHERE i.account_id = $1 AND i.roadmap_id = $2 AND i.phase IN ('mvp', 'hardening', 'scaling') ORDER BY i.phase, i.position`,
		[accountId, board.roadmapId],
	)
	const [card, ...firsts] = rows
	if (!card || firsts.length < 2) throw new Error('The board has no cards.')
	const state = { version: 1, moves: 0 }
	const send = async (base: string, to: { phase: string; id: string }) => {
		const response = await fetch(`${base}/a/${slug}/roadmaps/${board.roadmapId}.data`, {
			method: 'POST',
			headers: { Cookie: `__Host-contour-session=${token}`, Origin: base, 'Sec-Fetch-Site': 'same-origin' },
			body: new URLSearchParams({
				...{ intent: 'card', itemId: card.id, version: String(state.version), quiet: 'yes' },
				to: `${to.phase} ${to.id}`,
			}),
			redirect: 'manual',
		})
		const text = await response.text()
		if (response.status !== 200) throw new Error(`A move answers ${response.status}: ${text.slice(0, 300)}`)
	}
	const next = () => firsts[state.moves % 2] ?? card
	const times = await told('moves of a card', () =>
		interleaved(
			{
				ours: async () => {
					await send(url, next())
					state.version += 1
					state.moves += 1
				},
				reference: () => send(other, next()),
			},
			{ rounds: quick ? 15 : 100, warmUp: 10 },
		),
	)
	const { rows: kept } = await admin.query<{ count: number }>(
		`SELECT count(*)::int AS count FROM roadmap_item_change WHERE account_id = $1 AND item_id = $2 AND field = 'phase'`,
		[accountId, card.id],
	)
	if (kept[0]?.count !== state.moves)
		throw new Error(`${kept[0]?.count} of ${state.moves} moves are in the history.`)
	return timeResult(
		`moving a card on a board of ${board.items} items, against an empty action of the same route, ms`,
		times.ours,
		times.reference,
		quick ? null : 3,
		note(quick),
	)
}
