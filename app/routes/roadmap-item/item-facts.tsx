import { DefinitionList } from '#app/ui/definition-list.tsx'
import { formatDate, formatNumber } from '#app/ui/format.tsx'
import { OutsideLink } from '#app/ui/outside-link.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { ItemPage } from './read-page.server.ts'

/** The same as the form says, for whoever changes nothing. */
export function ItemFacts({ page: { item, locale } }: { page: ItemPage }) {
	const day = (text: string | null | undefined) => (text ? formatDate(text, locale, 'UTC') : '–')
	return (
		<Panel title="Item">
			<DefinitionList
				items={[
					{
						term: 'Owner',
						value: (
							<>
								<bdi>{item.ownerName ?? 'Nobody'}</bdi>
								{item.ownerHasLeft && <span className="text-muted"> (has left)</span>}
							</>
						),
					},
					{ term: 'Due', value: item.dueOn ? day(item.dueOn) : 'With its phase' },
					{ term: 'Done', value: day(item.doneOn) },
					{ term: 'Weight', value: formatNumber(item.weight, locale) },
					...(item.link ? [{ term: 'Link', value: <OutsideLink href={item.link} /> }] : []),
				]}
			/>
		</Panel>
	)
}
