/** What an address of the report narrows it to; null and false where it does not. */
export type ReportFilterNames = {
	/** Part of a name. */
	search: string | null
	team: string | null
	family: string | null
	question: string | null
	/** The tier where the step begins. */
	tier: number | null
	manager: 'one' | 'none' | null
	attribute: { name: string; value: string | null } | null
	isAllSteps: boolean
}

/** Each filter in a few words: 'name contains “son”', 'steps from tier 1.5'. */
export function describeReportFilter(filter: ReportFilterNames, locale: string): string[] {
	const { search, team, family, question, tier, manager, attribute, isAllSteps } = filter
	return [
		search !== null && `name contains “${search}”`,
		team !== null && `${team} and below`,
		family,
		question,
		tier !== null && `steps from tier ${new Intl.NumberFormat(locale).format(tier)}`,
		manager !== null && (manager === 'none' ? 'without a manager' : 'of one manager'),
		attribute !== null && `${attribute.name}: ${attribute.value ?? 'not known'}`,
		isAllSteps && 'all steps to the target',
	].filter((words) => words !== false && words !== null)
}
