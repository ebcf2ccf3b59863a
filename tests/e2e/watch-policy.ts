import type { Page } from 'playwright-core'

/**
 * Collects what the Content-Security-Policy stops on a page and whatever else its console calls an error, from its first
 * byte on. That a document or its data answered 404 is none.
 */
export async function watchPolicy(page: Page): Promise<string[]> {
	const found: string[] = []
	await page.exposeFunction('tellViolation', (text: string) => found.push(text))
	await page.addInitScript(() => {
		document.addEventListener('securitypolicyviolation', (event) => {
			const { tellViolation } = window as unknown as { tellViolation: (text: string) => void }
			const { effectiveDirective, blockedURI, sourceFile, lineNumber } = event
			tellViolation(
				`${location.pathname}: ${effectiveDirective} stops ${blockedURI} (${sourceFile}:${lineNumber})`,
			)
		})
	})
	page.on('console', (message) => {
		if (message.type() !== 'error' || message.text().startsWith('Failed to load resource')) return
		found.push(`${page.url()}: ${message.text()}`)
	})
	page.on('pageerror', (error) => found.push(`${page.url()}: ${error.stack}`))
	return found
}

/** Opens whatever a page can open without sending anything: menus, disclosures, charts. */
export async function openEverything(page: Page): Promise<void> {
	await page.evaluate(() => {
		// What is opened may hold more that can be.
		for (;;) {
			const closed = [...document.querySelectorAll('summary')].filter(
				(summary) => summary.checkVisibility() && !(summary.parentElement as HTMLDetailsElement).open,
			)
			if (closed.length === 0) return
			for (const summary of closed) summary.parentElement?.setAttribute('open', '')
		}
	})
	const charts = page.locator('.distribution-chart')
	for (let n = 0; n < (await charts.count()); n++) await charts.nth(n).locator('svg').first().waitFor()
}

/** Opens and closes the palette and the list of keys, on a page of an account where nothing is being written. */
export async function openDialogs(page: Page): Promise<void> {
	await page.getByRole('button', { name: 'Go to' }).waitFor()
	const dialog = page.locator('dialog[open]')
	for (const key of ['Control+k', '?']) {
		await page.keyboard.press(key)
		// On a busy machine the page may show the button a moment before it hears the keys.
		await dialog.waitFor({ timeout: 5000 }).catch(() => page.keyboard.press(key))
		await dialog.waitFor()
		await page.keyboard.press('Escape')
		await dialog.waitFor({ state: 'detached' })
	}
}
