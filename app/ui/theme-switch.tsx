import { Monitor, Moon, Sun } from 'lucide-react'
import { Form } from 'react-router'
import { cx } from './cx.ts'

export type ThemeChoice = 'system' | 'light' | 'dark'

const choices = [
	{ value: 'system', label: 'As the system', icon: Monitor },
	{ value: 'light', label: 'Light', icon: Sun },
	{ value: 'dark', label: 'Dark', icon: Moon },
] as const

type Props = {
	current: ThemeChoice
	/** Where the choice is posted, as `theme`; the answer sets the cookie that html's data-theme follows. */
	action: string
	/** Posted as `returnTo`: the page to come back to. */
	returnTo: string
}

/** Three buttons in one form: the choice works without JavaScript. */
export function ThemeSwitch({ current, action, returnTo }: Props) {
	return (
		<Form method="post" action={action} replace preventScrollReset className="flex items-center">
			<input type="hidden" name="returnTo" value={returnTo} />
			<div role="group" aria-label="Colours" className="flex gap-0.5 rounded-control bg-sunken p-0.5">
				{choices.map(({ value, label, icon: Glyph }) => (
					<button
						key={value}
						name="theme"
						value={value}
						title={label}
						aria-pressed={value === current}
						className={cx(
							'grid size-7 place-items-center rounded-sm',
							value === current ? 'bg-raised text-ink ring-1 ring-line' : 'text-muted hover:text-ink',
						)}
					>
						<Glyph aria-hidden className="size-4" />
						<span className="sr-only">{label}</span>
					</button>
				))}
			</div>
		</Form>
	)
}
