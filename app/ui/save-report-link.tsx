import { Bookmark } from 'lucide-react'
import { useLocation } from 'react-router'
import { ButtonLink } from './button.tsx'

type Props = {
	slug: string
	kind: string
	cycleId?: string
	label?: string
}

/** Saves the page as it is under a name, for the library of reports. */
export function SaveReportLink({ slug, kind, cycleId, label = 'Save as report' }: Props) {
	const search = new URLSearchParams(useLocation().search)
	search.set('kind', kind)
	// Only that there was a search goes along: its words are not saved.
	for (const typed of ['q', 'search']) if (search.get(typed)?.trim()) search.set(typed, '…')
	if (cycleId) search.set('cycleId', cycleId)
	return (
		<ButtonLink to={`/a/${slug}/reports/saved/new?${search}`} icon={Bookmark}>
			{label}
		</ButtonLink>
	)
}
