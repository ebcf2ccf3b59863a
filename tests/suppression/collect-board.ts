import type { World } from './company-world.ts'
import { addBoard } from './read-board.ts'
import type { Reading } from './readings.ts'
import type { Visited, Visitor } from './visits.ts'
import { addressOf, dataInPage, inParallel } from './visits.ts'

/** Adds what the board page tells of every published cycle and every node of which the reader has a heatmap. */
export async function collectBoards(
	world: World,
	families: readonly { id: string; key: string }[],
	visitor: Visitor,
	to: { pages: Reading; data: Reading; visited: readonly Visited[] },
): Promise<void> {
	const levels = to.visited.flatMap(({ address: { kind, cycle, node } }) =>
		kind === 'heatmap' && world.published.some(({ id }) => id === cycle)
			? [`${new URLSearchParams({ cycle, node })}`]
			: [],
	)
	await inParallel([...new Set(levels)], async (search) => {
		const address = addressOf(world, 'any', `/a/any/heatmap?${search}`)
		if (!address) throw new Error('a heatmap without an address')
		const html = await visitor.page(`/board?${search}`)
		if (html === null) throw new Error('a heatmap without a board page')
		const data = (await dataInPage(html))['routes/board/route'] as Record<string, unknown>
		const comparison = world.published[world.published.findIndex(({ id }) => id === address.cycle) - 1]?.id
		addBoard({ world, families, address, comparison }, { html, data }, to)
	})
}
