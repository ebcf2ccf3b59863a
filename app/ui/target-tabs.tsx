import { Tabs } from './tabs.tsx'

export type TargetSection = 'wide' | 'teams' | 'people'

/** Where targets are set, from the widest to the nearest. */
export function TargetTabs({ slug, current }: { slug: string; current: TargetSection }) {
	const root = `/a/${slug}/targets`
	return (
		<Tabs
			label="Targets"
			items={[
				{ label: 'Company and families', href: root, current: current === 'wide' },
				{ label: 'Teams', href: `${root}/teams`, current: current === 'teams' },
				{ label: 'People', href: `${root}/people`, current: current === 'people' },
			]}
		/>
	)
}
