import type { ReactNode } from 'react'
import { dateTimeFormat, numberFormat } from '#app/lib/intl-formats.ts'
import { shareText } from '#app/lib/share-text.ts'

/** A number in the locale; `–` for none. */
export function formatNumber(
	value: number | null | undefined,
	locale: string,
	options: Intl.NumberFormatOptions = {},
): string {
	return value === null || value === undefined ? '–' : numberFormat(locale, options).format(value)
}

/** `shareText`; `–` for none. */
export function formatShare(share: number | null | undefined, locale: string, digits = 0): string {
	return share === null || share === undefined ? '–' : shareText(share, locale, { most: digits })
}

/**
 * A tier or a mean of tiers, one decimal: '1.6'.
 * @param tier in tiers, not half-steps
 */
export function formatTier(tier: number | null | undefined, locale: string): string {
	return formatNumber(tier, locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
}

/** How far above or below something: '−0.4', '+0.1', '0.0'. */
export function formatDistance(distance: number, locale: string): string {
	const places = { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' } as const
	return formatNumber(distance, locale, places).replace('-', '−')
}

/** A change with glyph and sign: '▲ +0.3', '▼ −0.1', '= 0.0'. What rounds to nothing is no change. */
export function formatChange(change: number, locale: string, digits = 1): string {
	const parts = numberFormat(locale, {
		minimumFractionDigits: digits,
		maximumFractionDigits: digits,
		signDisplay: 'exceptZero',
	}).formatToParts(change)
	// The sign that is printed, not that of the figure: a half may be rounded either way.
	const has = (sign: Intl.NumberFormatPartTypes) => parts.some(({ type }) => type === sign)
	const glyph = has('plusSign') ? '▲' : has('minusSign') ? '▼' : '='
	const text = parts.map(({ value }) => value).join('')
	return `${glyph} ${text.replace('-', '−')}`
}

export type DateStyle = 'date' | 'dateTime' | 'long' | 'month'

const dateStyles: Record<DateStyle, Intl.DateTimeFormatOptions> = {
	date: { day: 'numeric', month: 'short', year: 'numeric' },
	dateTime: { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
	long: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
	month: { month: 'long', year: 'numeric' },
}

/** @param value an instant; or a calendar day 'YYYY-MM-DD', which no time zone moves */
export function formatDate(
	value: Date | string,
	locale: string,
	timeZone: string,
	style: DateStyle = 'date',
): string {
	const day = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)
	return dateTimeFormat(locale, { ...dateStyles[style], timeZone: day ? 'UTC' : timeZone }).format(
		new Date(value),
	)
}

/** Of whom and when, in one line: what there is of its parts. */
export const sayParts = (...parts: (string | false | null | undefined)[]): string =>
	parts.filter(Boolean).join(' · ')

/** 'published 10 Sept 2026'; null for what is not. */
export const sayPublished = (publishedAt: Date | null, locale: string, timeZone: string): string | null =>
	publishedAt && `published ${formatDate(publishedAt, locale, timeZone)}`

/** A target: 'tier 2.0 by 31 Mar 2027'. */
export function formatTarget(
	{ tier, dueOn }: { tier: number; dueOn: string },
	locale: string,
	timeZone: string,
): string {
	return `tier ${formatTier(tier, locale)} by ${formatDate(dueOn, locale, timeZone)}`
}

/** An instant or a day in the account's locale and time zone. */
export function TimeText({
	value,
	locale,
	timeZone,
	style = 'date',
}: {
	value: Date | string
	locale: string
	timeZone: string
	style?: DateStyle
}) {
	return (
		// Server and browser may know different versions of the same locale: what the server said stands.
		<time
			dateTime={typeof value === 'string' ? value : value.toISOString()}
			className="tabular-nums"
			suppressHydrationWarning
		>
			{formatDate(value, locale, timeZone, style)}
		</time>
	)
}

/** A number with tabular figures, and a dash for none. */
export function NumberText({
	value,
	locale,
	options,
	suffix,
}: {
	value: number | null | undefined
	locale: string
	options?: Intl.NumberFormatOptions
	suffix?: ReactNode
}) {
	return (
		<span className="tabular-nums">
			{formatNumber(value, locale, options)}
			{suffix}
		</span>
	)
}
