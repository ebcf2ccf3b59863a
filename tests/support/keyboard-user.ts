import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

export type KeyboardUser = ReturnType<typeof byKeyboard>

/**
 * Somebody who has a keyboard and nothing else. They get to a control by Tab and Shift+Tab, see at each stop where they are,
 * and use it as its kind is used. A control that cannot be reached so, a stop that cannot be seen and a page that scrolls
 * sideways fail the test.
 */
export function byKeyboard(page: Page) {
	const press = async (...keys: string[]) => {
		for (const key of keys) await page.keyboard.press(key)
	}

	/** Moves the focus to a control; to a radio button by way of its group, which is one stop. */
	async function reach(target: Locator): Promise<void> {
		await target.waitFor()
		for (let stop = 0; stop < 250; stop += 1) {
			const { key, fault } = await target.evaluate(lookAtFocus)
			expect(fault, `a stop on the way to ${target}, at ${page.url()}`).toBe(null)
			if (key === null) return
			await press(key)
		}
		throw new Error(`${target} cannot be reached by keyboard at ${page.url()}`)
	}

	return {
		page,
		press,
		reach,

		/** Waits for a page by its heading, and until it hears keys. */
		async arrive(heading: string | RegExp): Promise<void> {
			await page.getByRole('heading', { level: 1, name: heading }).waitFor()
			await page.getByRole('button', { name: 'Go to' }).waitFor()
			await this.fits()
		},

		/** Presses a key that leads to another page. */
		async pressTo(key: string, heading: string | RegExp): Promise<void> {
			await press(key)
			await this.arrive(heading)
		},

		/** That nothing of the page lies beside the screen. */
		async fits(): Promise<void> {
			const [needs, has] = await page.evaluate(() => [
				document.documentElement.scrollWidth,
				window.innerWidth,
			])
			expect(needs, `width of ${page.url()}`).toBeLessThanOrEqual(has ?? 0)
		},

		/** Follows a link, pushes a button or opens a fold. */
		async use(target: Locator): Promise<void> {
			await reach(target)
			await press('Enter')
		},

		async type(target: Locator, text: string): Promise<void> {
			await reach(target)
			await press('Control+a')
			await page.keyboard.type(text)
			expect(await target.inputValue()).toBe(text)
		},

		/** A day as `2026-12-07`, or none. Which part stands first is a matter of the machine. */
		async typeDay(target: Locator, day: string | null): Promise<void> {
			const [year, month, date] = day?.split('-') ?? []
			const orders = [
				[month, date, year].join(''),
				[date, month, year].join(''),
				[year, month, date].join(''),
			]
			await reach(target)
			// Its parts are stops of their own: by the first of them, from wherever one comes.
			while (await target.evaluate((element) => element === document.activeElement)) await press('Shift+Tab')
			await press('Tab')
			for (const digits of [...orders, ...orders]) {
				await press('ArrowLeft', 'ArrowLeft', 'ArrowLeft')
				if (day === null) await press('Backspace', 'ArrowRight', 'Backspace', 'ArrowRight', 'Backspace')
				else await page.keyboard.type(digits)
				if ((await target.inputValue()) === (day ?? '')) return
			}
			throw new Error(`${day} cannot be typed into ${target}`)
		},

		/** Chooses from a list by its first letters. */
		async pick(target: Locator, label: string): Promise<void> {
			await reach(target)
			await page.keyboard.type(label)
			const chosen = (select: HTMLSelectElement) => select.selectedOptions[0]?.label ?? ''
			expect(await target.evaluate(chosen)).toContain(label)
		},

		/** Moves within a group of radio buttons until the one that is meant is chosen. */
		async choose(target: Locator): Promise<void> {
			await reach(target)
			const isChosen = await page.evaluate(() => document.activeElement?.matches(':checked') ?? false)
			if (!isChosen) await press('Space')
			for (let step = 0; step < 12 && !(await target.isChecked()); step += 1) await press('ArrowDown')
			expect(await target.isChecked()).toBe(true)
		},

		/** Ticks a box. */
		async tick(target: Locator): Promise<void> {
			await reach(target)
			await press('Space')
			expect(await target.isChecked()).toBe(true)
		},
	}
}

/**
 * Runs in the page: the key that leads from the focus towards an element, null where it is there; and what keeps one from
 * seeing where the focus is, null where nothing does.
 */
function lookAtFocus(target: Element): { key: 'Tab' | 'Shift+Tab' | null; fault: string | null } {
	const now = document.activeElement
	if (!now || now === document.body) return { key: 'Tab', fault: null }
	const groupOf = (element: Element) =>
		element instanceof HTMLInputElement && element.type === 'radio' ? element.name : null
	const isThere = now === target || (groupOf(now) !== null && groupOf(now) === groupOf(target))
	const isBefore = now.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_PRECEDING
	return { key: isThere ? null : isBefore ? 'Shift+Tab' : 'Tab', fault: faultOf(now) }

	function faultOf(stop: Element): string | null {
		// What takes the focus from code has no ring; the parts of a day are marked one by one, by the browser.
		if (stop.matches('main, [data-focus-target], [type=date]')) return null
		const name = `${stop.tagName} ${stop.id} ${(stop.textContent ?? '').trim().slice(0, 60)}`
		// A card is the mark of the radio button in it, and a tile of a heatmap is drawn over its link.
		const marks = [stop, stop.closest('label')].filter((element) => element !== null)
		const looks = [...marks.map((element) => getComputedStyle(element)), getComputedStyle(stop, '::after')]
		const isMarked = looks.some(
			({ outlineStyle, outlineWidth }) => outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0,
		)
		if (!stop.matches(':focus-visible') || !isMarked) return `without a ring: ${name}`
		const isInSight = [...stop.getClientRects()].some(({ left, right, top, bottom }) => {
			const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2
			const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2
			const seen = document.elementFromPoint(x, y)
			return seen !== null && (stop.contains(seen) || marks.some((element) => element.contains(seen)))
		})
		return isInSight ? null : `out of sight or covered: ${name}`
	}
}
