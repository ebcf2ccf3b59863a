import type { ButtonHTMLAttributes, ReactNode } from 'react'
import { useEffect, useRef } from 'react'
import type { LinkProps } from 'react-router'
import { Link } from 'react-router'
import type { Icon } from './button.tsx'

/** A `<details>` that opens without JavaScript; with it, Escape, a click elsewhere and a choice close it. */
export function Menu({
	summary,
	summaryClass,
	children,
	current,
	align = 'end',
}: {
	summary: ReactNode
	summaryClass?: string
	children: ReactNode
	/** The page one is on stands in this menu. */
	current?: boolean
	/** The edge that panel and summary share. */
	align?: 'start' | 'end'
}) {
	const box = useRef<HTMLDetailsElement>(null)
	useEffect(() => {
		const close = (event: Event) => {
			const details = box.current
			if (!details?.open) return
			const target = event.target as Node | null
			if (event instanceof KeyboardEvent) {
				if (event.key !== 'Escape') return
				if (details.contains(target)) details.querySelector('summary')?.focus()
				details.open = false
			} else if (!details.contains(target) || (target instanceof Element && target.closest('a, button'))) {
				details.open = false
			}
		}
		document.addEventListener('click', close)
		document.addEventListener('keydown', close)
		return () => {
			document.removeEventListener('click', close)
			document.removeEventListener('keydown', close)
		}
	}, [])
	return (
		<details ref={box} className="menu" data-align={align}>
			<summary className={summaryClass} data-current={current || undefined}>
				{summary}
			</summary>
			<div className="menu-panel">{children}</div>
		</details>
	)
}

export function MenuLink({ icon: Glyph, children, ...rest }: LinkProps & { icon?: Icon }) {
	return (
		<Link {...rest} className="menu-item">
			{Glyph && <Glyph aria-hidden />}
			{children as ReactNode}
		</Link>
	)
}

/** Submits the form it stands in: what changes something is never a link. */
export function MenuButton({
	icon: Glyph,
	children,
	...rest
}: ButtonHTMLAttributes<HTMLButtonElement> & { icon?: Icon }) {
	return (
		<button type="submit" {...rest} className="menu-item">
			{Glyph && <Glyph aria-hidden />}
			{children}
		</button>
	)
}
