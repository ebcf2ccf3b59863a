import type { Page } from 'playwright-core'

/** The figures of the heatmap on the page, by place: what each says of whom, or that it is hidden. */
export async function figuresOn(page: Page): Promise<Record<string, string>> {
	const cells = await page.getByRole('main').locator('td a').allTextContents()
	return Object.fromEntries(
		cells.map((text) => {
			const [, place = '', said = text] = /^(.+?): .*?(Hidden|mean .*?)(?:: | · Q|$)/.exec(text) ?? []
			return [place, said]
		}),
	)
}

const everywhere = (places: readonly string[], said: string) =>
	Object.fromEntries(places.map((place) => [place, said]))

/** What whoever sees everybody reads, from the mean of the team in which something changes and of all. */
export const expectedFigures = (mean: { platform: string; all: string }) => ({
	'Quarter, All families': `mean ${mean.all} · 9 of 10 assessed`,
	...everywhere(
		['Quarter, Engineering', 'Platform, Engineering', 'Platform, All families'],
		`mean ${mean.platform} · 5 of 5 assessed`,
	),
	// Eve 2, Hanna 2 and Ida 2.5, divided by 3.
	...everywhere(
		['Quarter, Marketing', 'Office, Marketing', 'Office, All families'],
		'mean 2.2 · 3 of 3 assessed',
	),
	// Dora alone: Emil has sent nothing, Fay is exempt, Nils has left.
	...everywhere(['Quarter, Sales', 'Field, Sales', 'Field, All families'], 'mean 1.5 · 1 of 2 assessed'),
})

/** What whoever sees groups only reads, before and after one person is corrected. */
export const groupFigures = {
	...everywhere(
		['Quarter, Engineering', 'Platform, Engineering', 'Platform, All families'],
		'mean 1.7 · 5 of 5 assessed',
	),
	'Quarter, All families': 'mean 1.7 · 5 of 5 assessed · without hidden families',
	...everywhere(
		[
			'Quarter, Marketing',
			'Office, Marketing',
			'Office, All families',
			'Quarter, Sales',
			'Field, Sales',
			'Field, All families',
		],
		'Hidden',
	),
}
