import { parseArgs } from 'node:util'
import type { Result } from './measure.ts'

// React looks at this when it is first imported, and would be its development build for whatever is measured after.
process.env.NODE_ENV = 'production'

/** Each benchmark in a module of its own: `run({ quick })` gives its lines. */
type Options = {
	/** Small, to show that everything works. */
	quick: boolean
	/** A folder in which what takes minutes to write is kept for the next run. */
	keep: string | undefined
}
const benchmarks: Record<string, () => Promise<{ run: (options: Options) => Promise<Result[]> }>> = {
	backup: () => import('./backup.ts'),
	cycle: () => import('./cycle.ts'),
	heatmap: () => import('./heatmap.ts'),
	import: () => import('./import.ts'),
	load: () => import('./load.ts'),
	pages: () => import('./pages.ts'),
	roadmap: () => import('./roadmap.ts'),
	roster: () => import('./roster.ts'),
	start: () => import('./start.ts'),
	audit: () => import('./audit.ts'),
	reports: () => import('./reports.ts'),
}

const { values, positionals } = parseArgs({
	options: { quick: { type: 'boolean', default: false }, keep: { type: 'string' } },
	allowPositionals: true,
})
const [name] = positionals
const benchmark = name === undefined ? undefined : benchmarks[name]
if (!benchmark || positionals.length !== 1) {
	console.error(
		`Usage: npm run bench -- NAME [--quick] [--keep FOLDER]   NAME: ${Object.keys(benchmarks).join(', ')}`,
	)
	process.exit(64)
}

const { run } = await benchmark()
const results = await run({ quick: values.quick, keep: values.keep })
console.log(JSON.stringify(results, null, '\t'))
process.exit(results.every((result) => result.holds) ? 0 : 1)
