import { Link } from 'react-router'

/**
 * The source's caveat (measuring rule 8), for every place where role families stand side by side.
 *
 * @param slug the account's
 */
export function FamiliesCaveat({ slug }: { slug: string }) {
	return (
		<p className="max-w-prose text-sm text-pretty text-muted">
			Families are not ranked against each other: outside Engineering, the source describes the floor of a
			role at each level, not its ceiling.{' '}
			<Link to={`/a/${slug}/frameworks/skill-progression-map`} className="link">
				Before you compare
			</Link>
		</p>
	)
}
