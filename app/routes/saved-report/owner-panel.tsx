import { Trash2 } from 'lucide-react'
import { Form } from 'react-router'
import { Button } from '#app/ui/button.tsx'
import { Confirm } from '#app/ui/confirm.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { SavedReportFields } from '#app/ui/saved-report-fields.tsx'
import type { ReportAnswer } from './actions.server.ts'
import type { ReportPage } from './read-page.server.ts'

/** What only the person who saved it can do with it. */
export function OwnerPanel({ page, answer }: { page: ReportPage; answer: ReportAnswer | undefined }) {
	const { name, isShared, version } = page
	const typed = answer?.values
	return (
		<>
			<Panel title="Name and readers">
				<Form method="post" key={version} className="flex flex-col items-start gap-5 *:w-full">
					<input type="hidden" name="intent" value="change" />
					<input type="hidden" name="version" value={version} />
					{typed && (
						<p className="text-sm">
							Saved now: <bdi className="font-medium">{name}</bdi>, {isShared ? 'shared' : 'not shared'}.
						</p>
					)}
					<SavedReportFields
						name={typed?.name ?? name}
						isShared={typed?.isShared ?? isShared}
						errors={answer?.errors['name']}
					/>
					<Button className="w-fit!">Save</Button>
				</Form>
			</Panel>
			<Confirm
				label="Remove this report"
				icon={Trash2}
				text={
					isShared
						? 'It goes from your library, and from the library of everybody with whom it is shared. The report itself stays.'
						: 'It goes from your library. The report itself stays.'
				}
			>
				<Form method="post">
					<input type="hidden" name="version" value={version} />
					<Button variant="danger" size="small" name="intent" value="remove">
						Remove it
					</Button>
				</Form>
			</Confirm>
		</>
	)
}
