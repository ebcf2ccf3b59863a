import { Panel } from '#app/ui/panel.tsx'
import type { PersonProgressPage } from './read-page.server.ts'

/** What others can see of the person, by name. */
export function WhoSees({ page }: { page: PersonProgressPage }) {
	const { readers, isSelf, member } = page
	if (!readers) return null
	return (
		<Panel
			title={
				isSelf ? (
					'What others can see of you'
				) : (
					<>
						What others can see of <bdi>{member.name}</bdi>
					</>
				)
			}
		>
			<ul className="flex max-w-prose list-disc flex-col gap-2 ps-5 text-sm text-pretty">
				{readers.map(({ key, names, text }) => (
					<li key={key}>
						{names.map((name, i) => (
							<span key={i}>
								{i > 0 && (i === names.length - 1 ? ' and ' : ', ')}
								<bdi className="font-medium">{name}</bdi>
							</span>
						))}
						{names.length > 0 && ' '}
						{text}
					</li>
				))}
			</ul>
		</Panel>
	)
}
