import path from 'node:path'
import { startVitest } from 'vitest/node'
import type { TestCase } from 'vitest/node'
import { ensureBuild } from '#app/server/build.ts'
import { generateClient } from '#prisma/generate.ts'

/**
 * `npm test -- [--project NAME] [--full] [FILTER …]` runs the tests and ends on one line with
 * their counts. With `--full` the soak tests do all of their rounds, not a part. Exits 0 only when at least one ran, none failed and nothing broke beside them.
 */
const args = process.argv.slice(2)
const projects: string[] = []
const filters: string[] = []
for (let arg = args.shift(); arg !== undefined; arg = args.shift()) {
	if (arg === '--project') projects.push(args.shift() ?? '')
	else if (arg === '--full') process.env.TEST_SOAK = 'full'
	else filters.push(arg)
}

process.env.NODE_ENV = 'test'
// The many commands and servers that tests start are compiled once, which halves the time until they do something.
process.env.NODE_COMPILE_CACHE ??= path.resolve('.tmp/compile-cache')
// The person's settings are not the tests'.
for (const name of Object.keys(process.env)) {
	if (
		/^(CONTOUR_|DATABASE_|SMTP_|MAIL_|METRICS_|LOG_LEVEL$|PORT$|HOST$|TRUST_PROXY$|DRAIN_SECONDS$)/.test(name)
	)
		delete process.env[name]
}
generateClient()
await ensureBuild()

const vitest = await startVitest('test', filters, { watch: false, project: projects })
const counts = { passed: 0, failed: 0, skipped: 0 }
let broken = vitest.state.getUnhandledErrors().length
for (const module of vitest.state.getTestModules()) {
	broken += module.errors().length
	for (const test of module.children.allTests()) counts[resultOf(test)]++
	for (const suite of module.children.allSuites()) broken += suite.errors().length
}
await vitest.close()
// What broke outside of a test counts as a failed one.
const failed = counts.failed + broken
console.log(`${counts.passed} passed, ${failed} failed, ${counts.skipped} skipped`)
process.exit(failed > 0 || counts.passed === 0 ? 1 : 0)

function resultOf(test: TestCase): keyof typeof counts {
	const { state } = test.result()
	// A test that never came to run has not passed.
	return state === 'pending' ? 'failed' : state
}
