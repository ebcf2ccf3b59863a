import { changeSearch } from './search.ts'
import { Tabs } from './tabs.tsx'

const nothingTried = { tryFamily: null, tryTier: null, tryDue: null, tryTopic: null, tryPlaces: null }

/**
 * Training needs person by person, counted in groups, and as they would be.
 *
 * @param search of the page: what both are narrowed to goes along
 */
export function NeedsTabs({
	slug,
	current,
	search,
}: {
	slug: string
	current: 'list' | 'report' | 'scenario'
	search: string
}) {
	const root = `/a/${slug}/reports/training-needs`
	const kept = changeSearch(search, {
		sort: null,
		order: null,
		page: null,
		by: null,
		attr: null,
		...nothingTried,
	})
	return (
		<Tabs
			label="Training needs"
			items={[
				{ label: 'Person by person', href: `${root}${kept}`, current: current === 'list' },
				{ label: 'Report', href: `${root}/report${kept}`, current: current === 'report' },
				{ label: 'Scenario', href: `${root}/scenario${kept}`, current: current === 'scenario' },
			]}
		/>
	)
}
