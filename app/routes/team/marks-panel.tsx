import { Form, Link } from 'react-router'
import type { ShownMarks } from '#app/domain/team-assessment/team-marks.ts'
import { boxesOf, writeShownMarks } from '#app/domain/team-assessment/team-marks.ts'
import { Button } from '#app/ui/button.tsx'
import { Checkbox } from '#app/ui/checkbox.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'

type Props = {
	marks: ShownMarks & { members: number; engineers: number }
	root: string
	locale: string
}

/** Which lenses apply to the team from its next assessment on. */
export function MarksPanel({ marks, root, locale }: Props) {
	const { members, engineers, isEngineering, proposed } = marks
	const boxes = boxesOf(marks)
	const share = `${formatNumber(engineers, locale)} of ${formatNumber(members, locale)} people are of the Engineering family`
	return (
		<Panel
			title="Lenses"
			description="Which assessments are for this team. Those that have begun stay as they are."
		>
			<Form method="post" className="flex flex-col gap-3">
				<input type="hidden" name="shown" value={writeShownMarks(marks)} />
				<Checkbox
					name="builds"
					label="Builds product features"
					hint="The AI coding levels apply."
					defaultChecked={boxes.builds}
				/>
				<Checkbox
					name="engineering"
					label="Engineering team"
					hint={`The agentic ladder applies. ${share}${isEngineering === null && proposed ? ', so this is proposed: save to say so.' : '.'}`}
					defaultChecked={boxes.engineering}
				/>
				<Checkbox
					name="regulated"
					label="Regulated domain"
					hint="AI coding level 5 comes with the source’s caveat."
					defaultChecked={boxes.regulated}
				/>
				<div className="flex flex-wrap items-center gap-3">
					<Button variant="secondary" name="intent" value="marks">
						Save the lenses
					</Button>
					<Link to={`${root}/teams/lenses`} className="link text-sm">
						All teams
					</Link>
				</div>
			</Form>
		</Panel>
	)
}
