import type { ReactNode } from 'react'
import { DefinitionList } from './definition-list.tsx'
import { Panel } from './panel.tsx'

type Props = {
	/** What stands on the page and is the source's. */
	source: ReactNode
	/** What Contour adds to it. */
	contour: ReactNode
	/** What the account changed or added; left out where it did neither. */
	account?: ReactNode
}

/** At the end of a page that retells a source: what is the source's on it, and what is not. */
export function Provenance({ source, contour, account }: Props) {
	return (
		<Panel title="Whose words these are">
			<DefinitionList
				items={[
					{ term: 'From the source', value: source },
					{ term: 'Added by Contour', value: contour },
					...(account ? [{ term: 'Added by your company', value: account }] : []),
				]}
			/>
		</Panel>
	)
}
