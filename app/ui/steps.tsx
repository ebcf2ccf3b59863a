import { Check } from 'lucide-react'
import { Link } from 'react-router'
import { cx } from './cx.ts'

export type Step = { label: string; state: 'done' | 'current' | 'todo'; href?: string | undefined }

/** Where one is in a sequence: an import, the phases of a cycle. */
export function Steps({ items, label }: { items: readonly Step[]; label: string }) {
	return (
		<nav aria-label={label}>
			<ol className="flex flex-wrap gap-x-6 gap-y-2 text-sm">
				{items.map((step, i) => {
					const content = (
						<>
							<span
								aria-hidden
								className={cx(
									'grid size-6 shrink-0 place-items-center rounded-full border text-xs font-medium tabular-nums',
									step.state === 'todo' && 'border-control text-muted',
									step.state === 'current' && 'border-accent bg-accent text-on-accent',
									step.state === 'done' && 'border-accent text-accent',
								)}
							>
								{step.state === 'done' ? <Check className="size-3.5" /> : i + 1}
							</span>
							<span>{step.label}</span>
							{step.state === 'done' && <span className="sr-only">, done</span>}
						</>
					)
					const look = cx(
						'flex items-center gap-2 rounded-control',
						step.state === 'current' ? 'font-medium' : 'text-muted',
					)
					return (
						<li key={step.label} aria-current={step.state === 'current' ? 'step' : undefined}>
							{step.href && step.state !== 'current' ? (
								<Link to={step.href} className={cx(look, 'hover:text-ink')}>
									{content}
								</Link>
							) : (
								<span className={look}>{content}</span>
							)}
						</li>
					)
				})}
			</ol>
		</nav>
	)
}
