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
				items={versions.map(({ id, version, publishedAt, isForEverybody, href, reopenings }) => ({
					term: (
						<Link key={id} to={href} className="link">
							Version {formatNumber(version, locale)}
						</Link>
					),
					value: (
						<div className="flex flex-col gap-1">
							<p>
								{formatDate(publishedAt, locale, timeZone)} ·{' '}
								{isForEverybody
									? 'shown to everybody who may read the heatmap'
									: 'shown to HR; too few people differ to show it to those who see groups only'}
							</p>
							<Reasons {...{ reopenings, locale, timeZone }} />
						</div>
					),
				}))}
			/>
		</Panel>
	)
}

type Version = CorrectionsPage['versions'][number]

/** Who was reopened before a version, and why. */
function Reasons({
	reopenings,
	locale,
	timeZone,
}: Pick<Version, 'reopenings'> & Pick<CorrectionsPage, 'locale' | 'timeZone'>) {
	if (reopenings.length === 0) return null
	return (
		<ul className="flex flex-col gap-1 text-muted">
			{reopenings.map(({ id, memberName, reason, byName, reopenedAt }) => (
				<li key={id} className="break-words">
					{memberName === null ? 'Everybody' : <bdi>{memberName}</bdi>}: “<bdi>{reason}</bdi>” Reopened{' '}
					{formatDate(reopenedAt, locale, timeZone)}
					{byName !== null && (
						<>
							{' '}
							by <bdi>{byName}</bdi>
						</>
					)}
					.
				</li>
			))}
		</ul>
	)
}
