import { changeSearch } from './search.ts'
import { Tabs } from './tabs.tsx'

/**
 * Training needs person by person, and counted in groups.
 *
 * @param search of the page: what both are narrowed to goes along
 */
export function NeedsTabs({
	slug,
	current,
	search,
}: {
	slug: string
	current: 'list' | 'report'
	search: string
}) {
	const root = `/a/${slug}/reports/training-needs`
	const kept = changeSearch(search, { sort: null, order: null, page: null, by: null, attr: null })
	return (
		<Tabs
			label="Training needs"
			items={[
				{ label: 'Person by person', href: `${root}${kept}`, current: current === 'list' },
				{ label: 'Report', href: `${root}/report${kept}`, current: current === 'report' },
			]}
		/>
	)
}
