import { Tabs } from '#app/ui/tabs.tsx'

type Props = {
	slug: string
	current: 'tiers' | 'levels' | 'rungs'
	/** What is shown: another lens opens there too, where it has something of it. */
	at?: { cycleId: string; nodeId: string } | undefined
}

/** Each scale has a heatmap of its own. */
export function LensTabs({ slug, current, at }: Props) {
	const root = `/a/${slug}/heatmap`
	const near = at ? { nearCycle: at.cycleId, near: at.nodeId } : undefined
	const to = (lens?: 'levels' | 'rungs') => {
		const search = new URLSearchParams({ ...(lens && { lens }), ...near })
		return search.size > 0 ? `${root}?${search}` : root
	}
	return (
		<Tabs
			label="Lens"
			items={[
				{ label: 'Tiers of people', href: to(), current: current === 'tiers' },
				{ label: 'AI coding levels of teams', href: to('levels'), current: current === 'levels' },
				{ label: 'Agentic ladder of teams', href: to('rungs'), current: current === 'rungs' },
			]}
		/>
	)
}
