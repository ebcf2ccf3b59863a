import lighthouse from 'lighthouse'
import { findFreePort } from '#app/server/find-free-port.ts'
import { launchBrowser } from '#tests/support/launch-browser.ts'
import { sessionCookie } from '#tests/check-ins/visitor.ts'
import { told } from './bench-database.ts'
import type { Result } from './measure.ts'
import { timeResult } from './measure.ts'
import type { PagesOf } from './pages-views.ts'
import { visitorOf } from './pages-views.ts'

const categories = ['accessibility', 'best-practices'] as const

/** What Lighthouse finds missing of 100 points on the heatmap, in the browser of the tests. */
export async function measureLighthouse({ database, data, server }: PagesOf): Promise<Result[]> {
	const port = await findFreePort()
	const browser = await launchBrowser([`--remote-debugging-port=${port}`])
	try {
		const results: Result[] = []
		for (const role of ['hr', 'executive'] as const) {
			const { root, token } = await visitorOf(database.admin, data.large[role])
			const run = await told(`Lighthouse as ${role}`, () =>
				lighthouse(`${server.url}${root}/heatmap`, {
					...{ port, onlyCategories: [...categories], logLevel: 'error', formFactor: 'desktop' },
					screenEmulation: { width: 1280, height: 900, deviceScaleFactor: 1, mobile: false, disabled: false },
					throttlingMethod: 'provided',
					extraHeaders: { Cookie: `${sessionCookie}=${token}` },
				}),
			)
			if (!run || run.lhr.runtimeError) throw new Error(run?.lhr.runtimeError?.message ?? 'No result.')
			const { lhr } = run
			if (!lhr.finalDisplayedUrl?.endsWith(`${root}/heatmap`)) throw new Error('It looked at another page.')
			const failed = Object.values(lhr.audits).filter(({ score }) => score !== null && score < 1)
			for (const category of categories) {
				const points = 100 * (lhr.categories[category]?.score ?? 0)
				results.push(
					timeResult(
						`points of ${category} that Lighthouse misses on the heatmap as ${role}, of 100`,
						...([100 - points, 100, 0, failed.map(({ id }) => id).join(', ')] as const),
					),
				)
			}
		}
		return results
	} finally {
		await browser.close()
	}
}
