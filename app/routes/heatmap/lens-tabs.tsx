import { Tabs } from '#app/ui/tabs.tsx'

/** Each scale has a heatmap of its own. */
export function LensTabs({ slug, current }: { slug: string; current: 'tiers' | 'levels' | 'rungs' }) {
	const root = `/a/${slug}/heatmap`
	return (
		<Tabs
			label="Lens"
			items={[
				{ label: 'Tiers of people', href: root, current: current === 'tiers' },
				{ label: 'AI coding levels of teams', href: `${root}?lens=levels`, current: current === 'levels' },
				{ label: 'Agentic ladder of teams', href: `${root}?lens=rungs`, current: current === 'rungs' },
			]}
		/>
	)
}
