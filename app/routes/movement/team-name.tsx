import { Link } from 'react-router'

/** A team of the table, with the way to what is below it; the total stands for all of the page's. */
export function TeamName({ name, href, isTotal }: { name: string; href: string | null; isTotal: boolean }) {
	if (href === null) {
		return (
			<>
				<bdi>{name}</bdi> {isTotal && <span className="text-muted">(all)</span>}
			</>
		)
	}
	return (
		<Link to={href} className="link">
			<bdi>{name}</bdi>
		</Link>
	)
}
