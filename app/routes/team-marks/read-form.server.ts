import { z } from 'zod'
import type { NewMarks } from '#app/data/team-assessments/set-team-marks.server.ts'
import { shownMarks } from '#app/domain/team-assessment/marks-form.ts'
import type { MarkBoxes } from '#app/domain/team-assessment/team-marks.ts'
import { chooseMarks } from '#app/domain/team-assessment/team-marks.ts'

/** The hidden field of each team: its id, and the marks that the form showed of it. */
const teamsSchema = z
	.array(
		z
			.string()
			.transform((text) => text.split(' '))
			.pipe(z.tuple([z.guid(), shownMarks])),
	)
	.min(1)
	.max(5000)

/** The boxes of the teams that somebody changed, by the team's id. */
export type KeptBoxes = Record<string, MarkBoxes>

/** What the form asks for: the teams of which something was changed, and their boxes as they were sent. Null: it names no team. */
export function readMarksForm(form: FormData): { changes: NewMarks[]; kept: KeptBoxes } | null {
	const teams = teamsSchema.safeParse(form.getAll('team'))
	if (!teams.success) return null
	const has = (mark: string) => new Set(form.getAll(mark).map(String))
	const [builds, engineering, regulated] = [has('builds'), has('engineering'), has('regulated')]
	const acceptsProposals = form.get('proposals') === 'accept'
	const changes: NewMarks[] = []
	const kept: KeptBoxes = {}
	for (const [teamId, shown] of teams.data) {
		const boxes = {
			builds: builds.has(teamId),
			engineering: engineering.has(teamId),
			regulated: regulated.has(teamId),
		}
		const marks = chooseMarks(shown, boxes, { acceptsProposals })
		if (!marks) continue
		changes.push({ teamId, shown, marks })
		kept[teamId] = boxes
	}
	return { changes, kept }
}
