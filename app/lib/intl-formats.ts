/** Makes each format once: that takes far longer than to use it, and there are as many as the code names. */
function madeOnce<Options, Format>(make: (locale: string, options: Options) => Format) {
	const made = new Map<string, Format>()
	return (locale: string, options: Options): Format => {
		const key = locale + JSON.stringify(options)
		const format = made.get(key) ?? make(locale, options)
		made.set(key, format)
		return format
	}
}

export const numberFormat = madeOnce(
	(locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options),
)

export const dateTimeFormat = madeOnce(
	(locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
)
