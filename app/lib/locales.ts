import { isTimeZone } from './time-zones.ts'

/** The locales that an account can have: how numbers and dates are written. */
export const locales = [
	'en-US',
	'en-GB',
	'en-AU',
	'en-CA',
	'en-IE',
	'en-IN',
	'en-NZ',
	'en-ZA',
	'ar-EG',
	'bg-BG',
	'cs-CZ',
	'da-DK',
	'de-AT',
	'de-CH',
	'de-DE',
	'el-GR',
	'es-ES',
	'es-MX',
	'et-EE',
	'fi-FI',
	'fr-BE',
	'fr-CA',
	'fr-CH',
	'fr-FR',
	'he-IL',
	'hi-IN',
	'hr-HR',
	'hu-HU',
	'id-ID',
	'it-IT',
	'ja-JP',
	'ko-KR',
	'lt-LT',
	'lv-LV',
	'nb-NO',
	'nl-BE',
	'nl-NL',
	'pl-PL',
	'pt-BR',
	'pt-PT',
	'ro-RO',
	'sk-SK',
	'sl-SI',
	'sv-SE',
	'th-TH',
	'tr-TR',
	'uk-UA',
	'vi-VN',
	'zh-CN',
	'zh-TW',
] as const

/** Where most people of a locale are, until somebody says otherwise. */
const timeZones: Partial<Record<string, string>> = {
	US: 'America/New_York',
	GB: 'Europe/London',
	AU: 'Australia/Sydney',
	CA: 'America/Toronto',
	IE: 'Europe/Dublin',
	IN: 'Asia/Kolkata',
	NZ: 'Pacific/Auckland',
	ZA: 'Africa/Johannesburg',
	EG: 'Africa/Cairo',
	BG: 'Europe/Sofia',
	CZ: 'Europe/Prague',
	DK: 'Europe/Copenhagen',
	AT: 'Europe/Vienna',
	CH: 'Europe/Zurich',
	DE: 'Europe/Berlin',
	GR: 'Europe/Athens',
	ES: 'Europe/Madrid',
	MX: 'America/Mexico_City',
	EE: 'Europe/Tallinn',
	FI: 'Europe/Helsinki',
	BE: 'Europe/Brussels',
	FR: 'Europe/Paris',
	IL: 'Asia/Jerusalem',
	HR: 'Europe/Zagreb',
	HU: 'Europe/Budapest',
	ID: 'Asia/Jakarta',
	IT: 'Europe/Rome',
	JP: 'Asia/Tokyo',
	KR: 'Asia/Seoul',
	LT: 'Europe/Vilnius',
	LV: 'Europe/Riga',
	NO: 'Europe/Oslo',
	NL: 'Europe/Amsterdam',
	PL: 'Europe/Warsaw',
	BR: 'America/Sao_Paulo',
	PT: 'Europe/Lisbon',
	RO: 'Europe/Bucharest',
	SK: 'Europe/Bratislava',
	SI: 'Europe/Ljubljana',
	SE: 'Europe/Stockholm',
	TH: 'Asia/Bangkok',
	TR: 'Europe/Istanbul',
	UA: 'Europe/Kyiv',
	VN: 'Asia/Ho_Chi_Minh',
	CN: 'Asia/Shanghai',
	TW: 'Asia/Taipei',
}

/** The first locale of ours that a browser's Accept-Language asks for: the same region, else the same language. */
export function guessLocale(acceptLanguage: string | null): string {
	const asked = (acceptLanguage ?? '')
		.slice(0, 500)
		.split(',')
		.map((part) => {
			const [tag = '', ...rest] = part.trim().split(';')
			const quality = Number(
				rest
					.find((text) => text.trim().startsWith('q='))
					?.trim()
					.slice(2) ?? 1,
			)
			return { tag: tag.toLowerCase(), quality: Number.isFinite(quality) ? quality : 0 }
		})
		.sort((a, b) => b.quality - a.quality)
	for (const { tag } of asked) {
		const found =
			locales.find((locale) => locale.toLowerCase() === tag) ??
			locales.find((locale) => locale.toLowerCase() === `${tag}-${tag}`) ??
			locales.find((locale) => tag.length >= 2 && locale.split('-')[0] === tag.split('-')[0])
		if (found) return found
	}
	return 'en-US'
}

/** A time zone that Intl knows: the one asked for, else the likely one of the locale. */
export function guessTimeZone(asked: string | undefined, locale: string): string {
	if (asked && isTimeZone(asked)) return asked
	return timeZones[locale.split('-')[1] ?? ''] ?? 'UTC'
}
