import { ArrowRight } from 'lucide-react'
import { tierOf } from '#app/domain/tier/tier.ts'
import { formatTier } from '#app/ui/format.tsx'
import { TierMark } from '#app/ui/tier-badge.tsx'
import type { MapPage } from './read-map.server.ts'

type TransitionProps = Pick<MapPage, 'transitions' | 'notes'> & { locale: string }

/** The one skill that carries people from a level to the next, whatever the family. */
export function Transitions({ transitions, notes, locale }: TransitionProps) {
	const tier = (halfSteps: number) => formatTier(tierOf(halfSteps), locale)
	return (
		<section aria-labelledby="skills" className="flex flex-col gap-4">
			<h2 id="skills">The skill that carries you on</h2>
			<ul className="grid gap-4 lg:grid-cols-2">
				{transitions.map(({ key, from, to, name, text }) => (
					<li key={key} className="flex flex-col gap-2 rounded-panel border border-line bg-panel p-4 sm:p-6">
						<p className="flex items-center gap-2">
							<span className="sr-only">From tier </span>
							<TierMark halfSteps={from}>{tier(from)}</TierMark>
							<ArrowRight aria-hidden className="size-4 text-muted rtl:-scale-x-100" />
							<span className="sr-only"> to tier </span>
							<TierMark halfSteps={to}>{tier(to)}</TierMark>
						</p>
						<h3>{name}</h3>
						<p className="text-sm">{text}</p>
					</li>
				))}
			</ul>
			<ul className="flex max-w-prose flex-col gap-1 text-sm text-muted">
				{notes.map(({ key, text }) => (
					<li key={key}>{text}</li>
				))}
			</ul>
		</section>
	)
}

export function HumanFunctions({ text, names }: MapPage['humanFunctions']) {
	return (
		<section aria-labelledby="human" className="flex flex-col gap-4">
			<div className="flex max-w-prose flex-col gap-2">
				<h2 id="human">What stays human</h2>
				<p>{text}</p>
			</div>
			<ul className="flex flex-wrap gap-px overflow-hidden rounded-panel border border-line bg-line">
				{names.map((name) => (
					<li key={name} className="flex-1 basis-36 bg-panel px-4 py-4 text-center font-medium">
						{name}
					</li>
				))}
			</ul>
		</section>
	)
}
