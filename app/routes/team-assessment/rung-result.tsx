import { LensMark } from '#app/ui/lens-mark.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { Bullets } from '#app/ui/reading.tsx'
import { TrapCard } from '#app/ui/trap-card.tsx'
import { LadderAdvice } from './ladder-advice.tsx'
import type { AssessmentPage, LadderPart } from './read-page.server.ts'

/** The rung that the team practises, its trap with the way out, and what the source advises. */
export function RungResult({ page, ladder }: { page: AssessmentPage; ladder: LadderPart }) {
	const { head, locale } = page
	const rung = ladder.rungs.find((one) => one.rung === head.rung)
	if (!rung) return null
	return (
		<>
			<Panel
				title={
					<span className="flex items-center gap-2.5">
						<LensMark lens="Rung" stop={rung.rung} value={rung.rung} locale={locale} />
						<span>
							Rung {rung.rung} · {rung.name}
						</span>
					</span>
				}
				description={rung.definition}
			>
				<div className="flex flex-col gap-4">
					<Bullets items={rung.signs.map((text) => ({ key: text, text }))} />
					{rung.advice && (
						<p className="max-w-prose text-sm">
							<span className="font-medium">The source’s advice on this rung: </span>
							{rung.advice}
						</p>
					)}
					{head.note && <p className="max-w-prose text-sm whitespace-pre-line">{head.note}</p>}
				</div>
			</Panel>
			<section aria-labelledby="trap" className="flex flex-col gap-3">
				<h2 id="trap">
					{head.trapRecognized ? 'The team recognizes the trap of its rung' : 'The trap of this rung'}
				</h2>
				{!head.trapRecognized && (
					<p className="text-sm text-muted">The team does not recognize it in its work at present.</p>
				)}
				<h3 className="sr-only">{rung.trap.name}</h3>
				<TrapCard trap={rung.trap} />
			</section>
			<LadderAdvice ladder={ladder} />
		</>
	)
}
