import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll } from 'vitest'
import { launchBrowser } from './launch-browser.ts'

/** A phone as narrow as the product promises to work on. */
export const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true } satisfies BrowserContextOptions

export type TestBrowser = {
	browser: Browser
	/**
	 * A page with cookies of its own, as a new person has. An error in its console
	 * or its scripts fails the test like a console.error here.
	 */
	newPage: (options?: BrowserContextOptions) => Promise<Page>
}

/** A browser for this test file, closed at its end. To be called at the top of the file. */
export async function openBrowser(): Promise<TestBrowser> {
	const browser = await launchBrowser()
	afterAll(() => browser.close())
	return {
		browser,
		newPage: async (options = {}) => {
			const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin', ...options })
			const page = await context.newPage()
			page.setDefaultTimeout(15_000)
			page.on('console', (message) => {
				if (message.type() === 'error') console.error(`in the browser at ${page.url()}: ${message.text()}`)
			})
			page.on('pageerror', (error) => console.error(`in the browser at ${page.url()}: ${error.stack}`))
			return page
		},
	}
}
