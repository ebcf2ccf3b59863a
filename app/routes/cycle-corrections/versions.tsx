import { Link } from 'react-router'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { formatDate, formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { CorrectionsPage } from './read-page.server.ts'

/** Every version of the result, newest first, and who is shown it. */
export function Versions({ page: { versions, locale, timeZone } }: { page: CorrectionsPage }) {
	if (versions.length === 0) return null
	return (
		<Panel title="Versions of the result">
			<DefinitionList
				items={versions.map(({ id, version, publishedAt, isForEverybody, href }) => ({
					term: (
						<Link key={id} to={href} className="link">
							Version {formatNumber(version, locale)}
						</Link>
					),
					value: `${formatDate(publishedAt, locale, timeZone)} · ${
						isForEverybody
							? 'shown to everybody who may read the heatmap'
							: 'shown to HR; too few people differ to show it to those who see groups only'
					}`,
				}))}
			/>
		</Panel>
	)
}
