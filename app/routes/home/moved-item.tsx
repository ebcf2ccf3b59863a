import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { HomePage } from './read-home.server.ts'

export type Moved = NonNullable<HomePage['landscape']>['moved']['families'][number]

/** A group with its figures of two cycles, which lead to what they are made of. */
export function MovedItem({ of, children }: { of: Moved; children?: ReactNode }) {
	const { name, figures, text, description, href } = of
	return (
		<li className="flex flex-wrap items-center justify-between gap-x-4 border-t border-line py-1.5 first:border-t-0">
			<Link to={href} title={description} className="link min-w-0 py-1 wrap-anywhere">
				<bdi>{name}</bdi>
			</Link>
			<span className="tabular-nums">
				<span className="text-muted">{figures}</span> {text}
				{children}
			</span>
		</li>
	)
}
