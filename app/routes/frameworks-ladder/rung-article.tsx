import type { AgenticEngineeringLadder } from '#app/domain/framework/agentic-engineering-ladder.ts'
import { formatNumber } from '#app/ui/format.tsx'
import { LensMark } from '#app/ui/lens-mark.tsx'
import { Bullets, Notes } from '#app/ui/reading.tsx'
import { TrapCard } from '#app/ui/trap-card.tsx'

type Rung = AgenticEngineeringLadder['rungs'][number]

export function RungArticle({ rung, locale }: { rung: Rung; locale: string }) {
	const id = `rung-${rung.rung}`
	const parts = [
		{ title: 'How work goes', items: rung.signs },
		{ title: 'What is gained', items: rung.gains },
		{ title: 'Limits of this rung', items: rung.limits },
	].filter(({ items }) => items.length > 0)
	return (
		<article
			aria-labelledby={id}
			className="flex min-w-0 flex-col gap-4 rounded-panel border border-line bg-panel p-4 sm:p-6"
		>
			<h3 id={id} className="flex items-center gap-2.5">
				<LensMark lens="Rung" stop={rung.rung} value={rung.rung} locale={locale} />
				<span>
					<span aria-hidden>Rung {formatNumber(rung.rung, locale)} · </span>
					{rung.name}
				</span>
			</h3>
			<div className="flex max-w-prose flex-col gap-2">
				{rung.shift && (
					<p>
						<span className="font-medium">What changes: </span>
						{rung.shift}
					</p>
				)}
				<p>{rung.definition}</p>
			</div>
			{parts.length > 0 && (
				<div className="grid gap-x-8 gap-y-4 lg:grid-cols-[repeat(auto-fit,minmax(16rem,1fr))]">
					{parts.map(({ title, items }) => (
						<div key={title} className="flex flex-col gap-1.5">
							<h4 className="text-sm font-medium text-muted">{title}</h4>
							<Bullets items={items} />
						</div>
					))}
				</div>
			)}
			{rung.lists.map((list) => (
				<RungList key={list.key} list={list} />
			))}
			<Notes items={rung.notes} />
			<TrapCard trap={rung.trap} />
		</article>
	)
}

function RungList({ list: { title, text, items } }: { list: Rung['lists'][number] }) {
	return (
		<div className="flex flex-col gap-2 border-t border-line pt-4">
			<h4 className="text-base">{title}</h4>
			{text && <p className="max-w-prose text-sm">{text}</p>}
			<ul className="grid grid-cols-[repeat(auto-fit,minmax(min(12rem,100%),1fr))] gap-x-6 gap-y-2 text-sm">
				{items.map((item) => (
					<li key={item.key} className="flex flex-col border-s-2 border-line ps-3">
						<span className="font-medium">{item.name}</span>
						{item.text && <span>{item.text}</span>}
					</li>
				))}
			</ul>
		</div>
	)
}
