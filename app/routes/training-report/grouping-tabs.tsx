import { useLocation } from 'react-router'
import { reportGroupings } from '#app/domain/training-report/grouping.ts'
import { groupingWords } from '#app/domain/training-report/report-words.ts'
import { FilterForm } from '#app/ui/filter-form.tsx'
import { changeSearch } from '#app/ui/search.ts'
import { Tabs } from '#app/ui/tabs.tsx'
import { SelectField } from '#app/ui/text-field.tsx'
import type { ReportPage } from './read-page.server.ts'

/** By what the report is grouped. */
export function GroupingTabs({ page }: { page: ReportPage }) {
	const { search } = useLocation()
	const { isOfEverybody, attributes, groupAttribute } = page
	// A manager's reports have one manager, and their own attributes are for who manages people.
	const offered = reportGroupings.filter((by) => isOfEverybody || (by !== 'manager' && by !== 'attribute'))
	return (
		<div className="flex flex-col gap-3">
			<Tabs
				label="Grouped by"
				items={offered.map((by) => ({
					label: groupingWords[by].tab,
					href: changeSearch(search, { by, attr: null, page: null }),
					current: page.search.by === by,
				}))}
			/>
			{attributes.length > 1 && (
				<FilterForm names={['attr']} label="Choose an attribute" submitLabel="Show" clearLabel="First">
					<SelectField
						name="attr"
						label="Attribute"
						controlSize="small"
						defaultValue={groupAttribute ?? ''}
						options={attributes.map((name) => ({ value: name, label: name }))}
					/>
				</FilterForm>
			)}
		</div>
	)
}
