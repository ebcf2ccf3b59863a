import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { launchBrowser } from './support/launch-browser.ts'

/*
 * `npm run screenshots -- --url http://127.0.0.1:3000 --password …` takes the pictures of docs/screenshots anew, of the sample
 * company as a running Contour shows it. Its log says the password.
 */
const folder = path.join(import.meta.dirname, '..', 'docs', 'screenshots')
const sample = '/a/meridian'

type View = {
	name: string
	as: 'executive' | 'hr'
	/** Below the sample company. */
	path: string
	/** What the view is about, which is scrolled to. */
	at?: string
	/** The name of a link that is followed first. */
	follow?: string
	/** In one theme alone: the picture of the start page of the documentation. */
	onlyLight?: boolean
}

const views: View[] = [
	{ name: 'heatmap', as: 'executive', path: '/heatmap' },
	{ name: 'heatmap-questions', as: 'executive', path: '/heatmap?by=questions' },
	{ name: 'cell', as: 'hr', path: '/heatmap/cell' },
	{ name: 'trend', as: 'executive', path: '/heatmap/trend' },
	{ name: 'movement', as: 'hr', path: '/reports/movement', at: '.flow-nivo' },
	{ name: 'stalls', as: 'hr', path: '/heatmap/stalls' },
	{ name: 'benchmarks', as: 'executive', path: '/heatmap/benchmarks' },
	{
		...{ name: 'metric-and-tier', as: 'hr', path: '/heatmap/metric-and-tier?metric=code-churn' },
		follow: 'Engineering',
	},
	{ name: 'organization', as: 'executive', path: '/heatmap/organization' },
	{ name: 'board', as: 'executive', path: '/board' },
	{ name: 'home-executive', as: 'executive', path: '' },
	{ name: 'training-needs', as: 'hr', path: '/reports/training-needs', onlyLight: true },
]

const { values } = parseArgs({
	options: { url: { type: 'string' }, password: { type: 'string' }, only: { type: 'string' } },
})
const { url, password, only } = values
if (!url || !password) {
	console.error('Usage: npm run screenshots -- --url http://127.0.0.1:3000 --password PASSWORD [--only NAME]')
	process.exit(64)
}

mkdirSync(folder, { recursive: true })
const browser = await launchBrowser()
try {
	for (const role of ['executive', 'hr'] as const) {
		for (const colorScheme of ['light', 'dark'] as const) {
			const context = await browser.newContext({
				...{ locale: 'en-GB', timezoneId: 'Europe/Berlin', colorScheme, reducedMotion: 'reduce' },
				viewport: { width: 1280, height: 1000 },
			})
			const page = await context.newPage()
			await page.goto(`${url}/sign-in`)
			await page.getByLabel('E-mail').fill(`${role}@meridian.example`)
			await page.getByLabel('Password').fill(password)
			await page.getByRole('button', { name: 'Sign in' }).click()
			await page.waitForURL(/\/a\/|accounts/)
			for (const { name, as, path: below, at, follow, onlyLight } of views) {
				if (as !== role || (onlyLight && colorScheme === 'dark') || (only && only !== name)) continue
				await page.goto(url + sample + below)
				await page.waitForLoadState('networkidle')
				if (follow) {
					await page.getByRole('link', { name: follow, exact: true }).first().click()
					await page.waitForURL(/[?&]node=/)
					await page.waitForLoadState('networkidle')
				}
				if (at)
					await page
						.locator(at)
						.first()
						.evaluate((part) => part.scrollIntoView({ block: 'center' }))
				// Charts are drawn in a chunk of their own, a frame after it has come.
				await page.waitForTimeout(500)
				const file = colorScheme === 'light' ? `${name}.webp` : `${name}-dark.webp`
				// A third of what the same is as PNG, and playwright itself writes none.
				const session = await context.newCDPSession(page)
				const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 85 })
				writeFileSync(path.join(folder, file), Buffer.from(data, 'base64'))
				process.stdout.write(`${file}\n`)
			}
			await context.close()
		}
	}
} finally {
	await browser.close()
}
