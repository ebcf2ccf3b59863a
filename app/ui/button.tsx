import type { ButtonHTMLAttributes, ComponentType, ReactNode } from 'react'
import type { LinkProps } from 'react-router'
import { Link } from 'react-router'
import { cx } from './cx.ts'

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger'
export type ButtonSize = 'small' | 'medium' | 'large'
export type Icon = ComponentType<{ className?: string; 'aria-hidden'?: boolean }>

type Look = { variant?: ButtonVariant; size?: ButtonSize; icon?: Icon; children: ReactNode }

/** One primary button a page; `danger` only for what cannot be undone. Submits its form unless told otherwise. */
export function Button({
	variant = 'primary',
	size = 'medium',
	icon: Glyph,
	className,
	children,
	type = 'submit',
	...rest
}: Look & ButtonHTMLAttributes<HTMLButtonElement>) {
	return (
		<button type={type} className={cx('button', className)} data-variant={variant} data-size={size} {...rest}>
			{Glyph && <Glyph aria-hidden />}
			{children}
		</button>
	)
}

/** A link with the look of a button: for going somewhere, never for changing something. */
export function ButtonLink({
	variant = 'secondary',
	size = 'medium',
	icon: Glyph,
	className,
	children,
	...rest
}: Look & LinkProps) {
	return (
		<Link className={cx('button', className)} data-variant={variant} data-size={size} {...rest}>
			{Glyph && <Glyph aria-hidden />}
			{children}
		</Link>
	)
}
