import type { RouteConfigEntry } from '@react-router/dev/routes'
import config from '#app/routes.ts'

export type Route = {
	path: string
	file: string
	/** A form posted to it names it with `?index`: without that it is the layout's. */
	isIndex: boolean
}

/** Every address of the manifest, with its parameters as they are written there. Splats and pure layouts are none. */
export async function listRoutes(): Promise<Route[]> {
	return flatten(await config, '').toSorted((a, b) => (a.path < b.path ? -1 : 1))
}

function flatten(entries: readonly RouteConfigEntry[], above: string): Route[] {
	return entries.flatMap((entry) => {
		const path = [above, entry.path ?? ''].filter(Boolean).join('/')
		const below = flatten(entry.children ?? [], path)
		const isPage = entry.index === true || (entry.path !== undefined && !entry.children)
		return isPage && !path.endsWith('*')
			? [{ path, file: entry.file, isIndex: entry.index === true }, ...below]
			: below
	})
}
