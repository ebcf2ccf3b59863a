import { useRef } from 'react'
import type { ReactNode } from 'react'
import { X } from 'lucide-react'
import { ButtonLink } from '#app/ui/button.tsx'
import { asOfBoard, Basis, BoardLegend, FamilyTable, Sentences, TeamsTable } from './board-parts.tsx'
import type { BoardPageOf } from './read-page.server.ts'
import { useSlideKeys } from './use-slide-keys.ts'

type Slide = { id: string; name: string; title: ReactNode; content: ReactNode }

/** The board page for a meeting: slides below each other, so that it is one page to scroll without JavaScript. */
export function Presentation({ page }: { page: BoardPageOf<'board'> }) {
	const slides = useRef<HTMLDivElement>(null)
	useSlideKeys(slides)
	const all = slidesOf(page)
	return (
		<div className="board presentation" ref={slides}>
			{all.map(({ id, title, content }, index) => {
				const Heading = index === 0 ? 'h1' : 'h2'
				return (
					<section key={id} id={id} className="slide" aria-labelledby={`${id}-title`} tabIndex={-1}>
						<Heading id={`${id}-title`}>{title}</Heading>
						<p className="text-sm text-muted">{asOfBoard(page)}</p>
						{content}
					</section>
				)
			})}
			<nav aria-label="Slides" className="slide-bar">
				<ol>
					{all.map(({ id, name }) => (
						<li key={id}>
							<a href={`#${id}`} className="button" data-variant="quiet" data-size="small">
								{name}
							</a>
						</li>
					))}
				</ol>
				<ButtonLink to={page.hrefs.board} size="small" icon={X}>
					Leave
				</ButtonLink>
			</nav>
		</div>
	)
}

function slidesOf(page: BoardPageOf<'board'>): Slide[] {
	const { node, teams } = page
	const name = <bdi>{node.name}</bdi>
	return [
		{
			...{ id: 'in-short', name: 'In short' },
			title: <>{name}: where we stand</>,
			content: <Sentences page={page} />,
		},
		...(teams.rows.length > 0
			? [
					{
						...{ id: 'teams', name: 'Teams' },
						title: 'By team',
						content: (
							<>
								<TeamsTable page={page} />
								<BoardLegend page={page} />
							</>
						),
					},
				]
			: []),
		{
			...{ id: 'families', name: 'Families' },
			title: 'By role family',
			content: (
				<div className="board-families">
					<FamilyTable page={page} />
				</div>
			),
		},
		{
			...{ id: 'basis', name: 'Basis' },
			title: 'What it stands on',
			content: <Basis page={page} />,
		},
	]
}
