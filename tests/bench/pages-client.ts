import { readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { ServerBuild } from 'react-router'
import { SERVER_BUNDLE } from '#app/server/build.ts'
import type { Result } from './measure.ts'
import { timeResult } from './measure.ts'

const limitInBytes = 200_000
const routes = ['root', 'routes/account-layout/route', 'routes/heatmap/route']

/** The scripts that a browser loads for the heatmap before any chart, packed, against what they may be. */
export async function measureClient(): Promise<Result> {
	const bundle = (await import(pathToFileURL(SERVER_BUNDLE).href)) as { serverBuild: ServerBuild }
	const { entry, routes: all } = bundle.serverBuild.assets
	const files = new Set([entry.module, ...entry.imports])
	for (const id of routes) {
		const route = all[id]
		if (!route) throw new Error(`No route ${id}.`)
		for (const file of [route.module, ...(route.imports ?? [])]) files.add(file)
	}
	const folder = path.resolve(path.dirname(SERVER_BUNDLE), '../client')
	const bytes = [...files].reduce(
		(sum, file) => sum + gzipSync(readFileSync(path.join(folder, file))).length,
		0,
	)
	return timeResult(
		'scripts of the heatmap before the charts, gzip, against 200,000 bytes',
		...([bytes, limitInBytes, 1, `${files.size} files`] as const),
	)
}
