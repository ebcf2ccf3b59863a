import { Link } from 'react-router'
import { LongText } from './long-text.tsx'
import { Panel } from './panel.tsx'

/** Ways on, beside what the page is about. Nothing where there are none. */
export function LinkList({
	title,
	items,
}: {
	title: string
	items: readonly { label: string; href: string }[]
}) {
	if (items.length === 0) return null
	return (
		<Panel title={title}>
			<ul className="flex flex-wrap gap-x-6 gap-y-2 text-sm">
				{items.map(({ label, href }) => (
					<li key={href} className="min-w-0">
						<Link to={href} className="link">
							<LongText>{label}</LongText>
						</Link>
					</li>
				))}
			</ul>
		</Panel>
	)
}
