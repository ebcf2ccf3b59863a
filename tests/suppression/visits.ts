import { parse } from 'csv-parse/sync'
import { UNSAFE_decodeViaTurboStream as decode } from 'react-router'
import { sessionCookie } from '#tests/check-ins/visitor.ts'
import type { World } from './company-world.ts'

const kinds = {
	'': [],
	heatmap: ['cycle', 'node', 'statistic', 'by', 'family', 'since'],
	'heatmap/cell': ['cycle', 'node', 'family', 'page'],
	'reports/training-needs': ['cycle', 'team', 'page'],
} as const satisfies Record<string, readonly string[]>

/** A page that figures may be on, with everything that its address leaves to defaults. */
export type Address = {
	readonly kind: keyof typeof kinds
	readonly path: string
	/** The name of a published cycle, or of the running one, whose address is `live`. */
	readonly cycle: string
	/** Empty where the page opens with the reader's own part of the running cycle. */
	readonly node: string
	readonly statistic: string
	/** `all` or an id; of a heatmap that of its columns, where these are no families. */
	readonly family: string
	/** What the columns of a heatmap are. */
	readonly by: string
	/** Of a heatmap the earlier cycle that changes are counted from; empty for the one before. */
	readonly since: string
	/** Of a list of people, from 1. */
	readonly page: string
}

/** Null for addresses of other pages. Sorting and filters of lists of people make no other page. */
export function addressOf(world: World, slug: string, href: string): Address | null {
	const url = new URL(href.replaceAll('&amp;', '&'), 'http://x')
	const prefix = `/a/${slug}`
	if (!url.pathname.startsWith(prefix)) return null
	const kind = url.pathname.slice(prefix.length + 1) as Address['kind']
	if (!(kind in kinds)) return null
	const of = (name: string, otherwise: string) => url.searchParams.get(name) ?? otherwise
	const found = {
		cycle: of('cycle', world.published.at(-1)?.id ?? ''),
		// The running cycle opens with what is the reader's own, not with the account.
		node: of('node', of('team', of('cycle', '') === liveRef ? '' : world.accountId)),
		...printed(kind, of),
		page: of('page', '1'),
	}
	const values: Record<string, string> = { ...found, team: found.node }
	if (kind === 'heatmap' && found.by === 'families') values.family = ''
	const search = new URLSearchParams(
		kinds[kind].map((name) => [name, values[name] ?? '']).filter(([, value]) => value !== ''),
	)
	const cycle = found.cycle === liveRef ? world.running.id : found.cycle
	return { ...found, cycle, kind, path: `${kind && `/${kind}`}${search.size > 0 ? `?${search}` : ''}` }
}

/**
 * Of what is printed under other columns the pages that say most: people at each tier. The sums over families are those of
 * the families’ own columns, and so are not asked for a second time.
 */
function printed(kind: Address['kind'], of: (name: string, otherwise: string) => string) {
	const by = of('by', 'families')
	const since = kind === 'heatmap' && by === 'families' ? of('since', '') : ''
	const distributed = by === 'questions' || by === 'cycles' ? 'distribution' : 'mean'
	const statistic = since ? 'change' : by === 'families' ? of('statistic', 'mean') : distributed
	if (kind !== 'heatmap')
		return { statistic: of('statistic', 'mean'), family: of('family', 'all'), by: 'families', since }
	return { statistic, family: of('family', 'all'), by, since }
}

/** Other columns and other comparisons, which are chosen in a form. */
function chosenInForm(world: World, { kind, cycle, node, by, since }: Address, html: string): string[] {
	if (kind !== 'heatmap' || by !== 'families' || since) return []
	// Of the newest, whose columns of cycles are all that there are; the cells of the others say the same, answers as well.
	if (cycle !== world.published.at(-1)?.id && cycle !== world.running.id) return []
	const at = { cycle: cycle === world.running.id ? liveRef : cycle, ...(node && { node }) }
	const options = (name: string) => {
		const select = new RegExp(`<select[^>]*name="${name}".*?</select>`, 's').exec(html)?.[0] ?? ''
		return [...select.matchAll(/<option value="([^"]+)"/g)].map(([, value = '']) => value)
	}
	const families = [...new Set(world.people.map(({ familyId }) => familyId))]
	return [
		...['questions', 'tiers', 'cycles'].flatMap((columns) =>
			families.map((family) => ({ ...at, by: columns, family })),
		),
		...options('since').map((earlier) => ({ ...at, since: earlier })),
	].map((search) => `${kind}?${new URLSearchParams(search as Record<string, string>)}`)
}

/** What names the running cycle in an address. */
export const liveRef = 'live'

type LoaderData = Record<string, unknown>

/** Somebody who is signed in, asking the server for pages, for their data, and for exports; null for what is not there. */
export function visitor(server: string, slug: string, token: string) {
	const base = `${server}/a/${slug}`
	async function get(address: string): Promise<string | null> {
		const response = await fetch(address, {
			// Thousands of pages, which need no packing on the way.
			headers: { Cookie: `${sessionCookie}=${token}`, 'Accept-Encoding': 'identity' },
			redirect: 'manual',
		})
		const text = await response.text()
		if (response.status === 404) return null
		if (response.status !== 200) throw new Error(`${response.status} of ${address}`)
		return text
	}
	return {
		page: (path: string) => get(base + path),
		async data(path: string): Promise<LoaderData | null> {
			const [pathname = '', search = ''] = path.split('?')
			const text = await get(`${base}${pathname}.data?${search}`)
			if (text === null) return null
			const routes = (await decodeText(text)) as Record<string, { data: unknown }>
			return Object.fromEntries(Object.entries(routes).map(([route, { data }]) => [route, data]))
		},
		async export(path: string): Promise<Record<string, string>[] | null> {
			const text = await get(base + path)
			return text === null ? null : parse(text, { columns: true, bom: true })
		},
	}
}
export type Visitor = ReturnType<typeof visitor>

/** Reads what React Router sends, with its own decoder. */
async function decodeText(text: string): Promise<unknown> {
	const body = new ReadableStream<Uint8Array>({
		start(controller) {
			controller.enqueue(new TextEncoder().encode(text))
			controller.close()
		},
	})
	const { value, done } = await decode(body, globalThis)
	await done
	return value
}

/** The data that a page carries along for the browser. */
export async function dataInPage(html: string): Promise<LoaderData> {
	const parts = [...html.matchAll(/streamController\.enqueue\(("(?:[^"\\]|\\.)*")\)/g)]
	const text = parts.map(([, part = '""']) => JSON.parse(part) as string).join('')
	return ((await decodeText(text)) as { loaderData: LoaderData }).loaderData
}

export type Visited = { readonly address: Address; readonly html: string }

/** Follows every link and every choice of a cycle, from the home page on, to pages with figures. */
export async function crawl(
	world: World,
	slug: string,
	{ page }: Visitor,
	isWanted: (address: Address) => boolean = () => true,
): Promise<Visited[]> {
	const known = new Map<string, Address>()
	const visited: Visited[] = []
	const waiting: Address[] = []
	function add(href: string): void {
		const address = addressOf(world, slug, href)
		if (!address || known.has(address.path) || !(address.kind === '' || isWanted(address))) return
		known.set(address.path, address)
		waiting.push(address)
	}
	add(`/a/${slug}`)
	// Asked for by everybody: whoever has no link to it must not get it either.
	for (const kind of ['heatmap', 'reports/training-needs']) add(`/a/${slug}/${kind}?cycle=${liveRef}`)
	while (waiting.length > 0) {
		await inParallel(waiting.splice(0), async (address) => {
			const html = await page(address.path)
			// A team of an earlier cycle may be out of reach in the newest.
			if (html === null) return
			visited.push({ address, html })
			for (const [, href = ''] of html.matchAll(/ href="([^"]*)"/g)) {
				add(href.startsWith('?') ? `/a/${slug}/${address.kind}${href}` : href)
			}
			for (const href of chosenInForm(world, address, html)) add(`/a/${slug}/${href}`)
			const cycles = /<select[^>]*name="cycle".*?<\/select>/s.exec(html)?.[0] ?? ''
			for (const [, cycle = ''] of cycles.matchAll(/<option value="([^"]*)"/g)) {
				add(`/a/${slug}/${address.kind}?cycle=${encodeURIComponent(cycle)}`)
			}
		})
	}
	return visited.sort((a, b) => (a.address.path < b.address.path ? -1 : 1))
}

export async function inParallel<Item>(
	items: readonly Item[],
	run: (item: Item) => Promise<void>,
	atOnce = 6,
): Promise<void> {
	const rest = items.values()
	await Promise.all(
		Array.from({ length: atOnce }, async () => {
			for (const item of rest) await run(item)
		}),
	)
}
