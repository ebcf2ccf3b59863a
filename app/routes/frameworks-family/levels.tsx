import { tierOf } from '#app/domain/tier/tier.ts'
import { formatNumber } from '#app/ui/format.tsx'
import { TierMark } from '#app/ui/tier-badge.tsx'
import type { FamilyPage } from './read-family.server.ts'

const noteNames = { data: 'What was measured', shift: 'What shifts', remark: 'Remark' }

type Props = Pick<FamilyPage, 'levels' | 'tiers'> & { locale: string }

/** The three levels beside each other; their parts share rows, so that like stands beside like. */
export function Levels({ levels, tiers, locale }: Props) {
	return (
		<section aria-labelledby="levels" className="flex flex-col gap-4">
			<h2 id="levels">The three levels</h2>
			<div className="grid gap-4 lg:grid-cols-3 lg:grid-rows-[repeat(4,auto)] lg:gap-y-0">
				{levels.map(({ halfSteps, definition, signs, notes }) => {
					const level = formatNumber(tierOf(halfSteps), locale)
					const id = `level-${halfSteps / 2}`
					return (
						<article
							key={halfSteps}
							aria-labelledby={id}
							className="grid gap-4 rounded-panel border border-line bg-panel p-4 sm:p-6 lg:row-span-4 lg:grid-rows-subgrid lg:p-5"
						>
							<h3 id={id} className="flex items-center gap-2.5">
								<TierMark halfSteps={halfSteps} />
								<span>
									Level {level}
									<span className="font-normal text-muted">
										{' '}
										· {tiers.find((tier) => tier.halfSteps === halfSteps)?.name}
									</span>
								</span>
							</h3>
							<p className="max-w-prose">{definition}</p>
							<div className="flex max-w-prose flex-col gap-1.5">
								<h4 className="text-sm font-medium text-muted">Signs of it</h4>
								<ul className="flex list-disc flex-col gap-1.5 ps-4.5 text-sm marker:text-control">
									{signs.map(({ key, text }) => (
										<li key={key}>{text}</li>
									))}
								</ul>
							</div>
							{notes.length > 0 && (
								<div className="flex max-w-prose flex-col gap-3 border-t border-line pt-3">
									{notes.map(({ key, kind, text }) => (
										<div key={key} className="flex flex-col gap-0.5 text-sm">
											<h4 className="font-medium text-muted">{noteNames[kind]}</h4>
											<p>{text}</p>
										</div>
									))}
								</div>
							)}
						</article>
					)
				})}
			</div>
		</section>
	)
}
