import { parseArgs } from 'node:util'
import type { Result } from './measure.ts'

/** Each benchmark in a module of its own: `run({ quick })` gives its lines. */
const benchmarks: Record<string, () => Promise<{ run: (options: { quick: boolean }) => Promise<Result[]> }>> =
	{
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
	options: { quick: { type: 'boolean', default: false } },
	allowPositionals: true,
})
const [name] = positionals
const benchmark = name === undefined ? undefined : benchmarks[name]
if (!benchmark || positionals.length !== 1) {
	console.error(`Usage: npm run bench -- NAME [--quick]   NAME: ${Object.keys(benchmarks).join(', ')}`)
	process.exit(64)
}

const { run } = await benchmark()
const results = await run({ quick: values.quick })
console.log(JSON.stringify(results, null, '\t'))
process.exit(results.every((result) => result.holds) ? 0 : 1)
