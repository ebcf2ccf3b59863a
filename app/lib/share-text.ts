import { numberFormat } from './intl-formats.ts'

/**
 * A share in the locale: '42%'. What is more than nothing is not said to be nothing, and what is less than all not to be all: '<1%',
 * '>99%'.
 *
 * @param share 0 to 1
 * @param digits.most decimals; those that are always shown are `digits.least`
 */
export function shareText(
	share: number,
	locale: string,
	{ least = 0, most = least }: { least?: number; most?: number } = {},
): string {
	const { format } = numberFormat(locale, {
		style: 'percent',
		minimumFractionDigits: least,
		maximumFractionDigits: most,
	})
	const smallest = 10 ** -(most + 2)
	if (share > 0 && share < smallest / 2) return `<${format(smallest)}`
	if (share < 1 && share >= 1 - smallest / 2) return `>${format(1 - smallest)}`
	return format(share)
}
