import { Check } from 'lucide-react'
import { ButtonLink } from '#app/ui/button.tsx'
import { cx } from '#app/ui/cx.ts'
import { Panel } from '#app/ui/panel.tsx'
import type { HomePage } from './read-home.server.ts'

/** From an empty account to the first published cycle, with the one step that comes next. */
export function SetupPanel({ page }: { page: HomePage }) {
	const { setup, slug } = page
	if (!setup) return null
	const next = setup.find(({ done }) => !done)
	return (
		<Panel
			title="Getting started"
			description="From the list of your people to the first published heatmap."
			padding="flush"
		>
			<ol>
				{setup.map((step, index) => {
					const { key, label, text, path, done, allowed } = step
					const current = step === next
					return (
						<li
							key={key}
							aria-current={current ? 'step' : undefined}
							className={cx(
								'flex flex-wrap items-center gap-x-4 gap-y-3 border-t border-line px-4 py-3 sm:px-6',
								current && 'bg-accent-soft',
							)}
						>
							<span
								aria-hidden
								className={cx(
									'grid size-6 shrink-0 place-items-center rounded-full border text-xs font-medium tabular-nums',
									done ? 'border-accent text-accent' : 'border-control text-muted',
									current && 'border-accent bg-accent text-on-accent',
								)}
							>
								{done ? <Check className="size-3.5" /> : index + 1}
							</span>
							<span className="min-w-0 flex-1 basis-48 text-sm">
								<span className={cx('block', current ? 'font-medium' : done && 'text-muted')}>
									{label}
									{done && <span className="sr-only">, done</span>}
								</span>
								{!done && <span className="block max-w-prose text-pretty text-muted">{text}</span>}
								{current && !allowed && (
									<span className="block text-muted">Somebody with another role does this.</span>
								)}
							</span>
							{current && allowed && (
								<ButtonLink to={`/a/${slug}/${path}`} variant="primary">
									{label}
								</ButtonLink>
							)}
						</li>
					)
				})}
			</ol>
		</Panel>
	)
}
