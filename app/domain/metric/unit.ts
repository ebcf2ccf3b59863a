/**
 * What the values of a metric are measured in. A share is kept as 0 to 1 and shown in percent; money has a currency beside it;
 * a ratio is a plain quotient, such as LTV/CAC.
 */
export const units = [
	'count',
	'share',
	'money',
	'milliseconds',
	'minutes',
	'hours',
	'days',
	'score',
	'ratio',
	'tokens',
	'lines',
] as const
export type Unit = (typeof units)[number]
