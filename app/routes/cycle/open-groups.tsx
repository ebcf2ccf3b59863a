import { Link, useParams } from 'react-router'
import { Notice } from '#app/ui/notice.tsx'
import type { PageOf } from './read-page.server.ts'

/** Warns of calibration groups that nobody has locked: their tiers may still be talked about. */
export function OpenGroups({ page: { openGroups, cycle } }: { page: PageOf<'publish'> }) {
	const { account } = useParams()
	if (openGroups.length === 0) return null
	const here = `/a/${account}/cycles/${cycle.id}/calibration`
	return (
		<Notice
			tone="warning"
			title={
				openGroups.length === 1
					? 'One calibration group is not locked'
					: `${openGroups.length} calibration groups are not locked`
			}
		>
			Lock them when their results are settled, or publish them as they stand:{' '}
			{openGroups.map(({ id, name }, index) => (
				<span key={id}>
					{index > 0 && ', '}
					<Link to={`${here}/${id}`} className="link">
						<bdi>{name}</bdi>
					</Link>
				</span>
			))}
			.
		</Notice>
	)
}
