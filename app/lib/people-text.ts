/** '1 person', '1,234 people'. */
export function peopleText(count: number, locale: string): string {
	return `${new Intl.NumberFormat(locale).format(count)} ${count === 1 ? 'person' : 'people'}`
}
