const browsers = [
	[/Edg(e|A|iOS)?\//, 'Edge'],
	[/OPR\/|Opera/, 'Opera'],
	[/SamsungBrowser\//, 'Samsung Internet'],
	[/Firefox\/|FxiOS\//, 'Firefox'],
	[/Chrome\/|CriOS\//, 'Chrome'],
	[/Safari\//, 'Safari'],
] as const

const systems = [
	[/iPhone|iPad|iPod/, 'iOS'],
	[/Android/, 'Android'],
	[/Windows/, 'Windows'],
	[/Mac OS X|Macintosh/, 'macOS'],
	[/CrOS/, 'ChromeOS'],
	[/Linux|X11/, 'Linux'],
] as const

/** A browser's own description in words: 'Firefox on Windows'. */
export function describeDevice(userAgent: string | null): string {
	const find = (list: readonly (readonly [RegExp, string])[]) =>
		list.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1]
	const browser = find(browsers)
	const system = find(systems)
	if (browser && system) return `${browser} on ${system}`
	return browser ?? system ?? 'An unknown browser'
}
