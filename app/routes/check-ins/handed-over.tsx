import { Notice } from '#app/ui/notice.tsx'
import type { CheckInsPage } from './read-page.server.ts'

/** Who stands in for the manager, about whom. */
export function HandedOver({ page: { handedOver, locale } }: { page: CheckInsPage }) {
	if (handedOver.length === 0) return null
	const byName = Map.groupBy(handedOver, ({ delegateName }) => delegateName)
	const list = new Intl.ListFormat(locale)
	return (
		<Notice title="Handed over">
			<ul>
				{[...byName].map(([delegateName, reports]) => (
					<li key={delegateName}>
						<bdi>{delegateName}</bdi> stands in for you about{' '}
						{list.format(reports.map(({ memberName }) => memberName))}.
					</li>
				))}
			</ul>
		</Notice>
	)
}
