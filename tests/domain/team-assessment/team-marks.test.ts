import { expect, test } from 'vitest'
import { shownMarks } from '#app/domain/team-assessment/marks-form.ts'
import { boxesOf, chooseMarks, writeShownMarks } from '#app/domain/team-assessment/team-marks.ts'

const open = { buildsProductFeatures: true, isEngineering: null, isRegulated: false, proposed: true }
const leave = { acceptsProposals: false }

test('what a form showed comes back with it', () => {
	for (const isEngineering of [true, false, null]) {
		for (const proposed of [true, false]) {
			const shown = { ...open, isEngineering, proposed }
			expect(shownMarks.parse(writeShownMarks(shown))).toEqual(shown)
		}
	}
	expect(shownMarks.safeParse('yyn').success).toBe(false)
})

test('a team of which nothing was changed is left alone, and a proposal stays open until it is accepted', () => {
	const boxes = boxesOf(open)
	expect(boxes).toEqual({ builds: true, engineering: true, regulated: false })
	expect(chooseMarks(open, boxes, leave)).toBeNull()
	expect(chooseMarks(open, { ...boxes, regulated: true }, leave)).toMatchObject({
		...{ isEngineering: null, isRegulated: true },
	})
	expect(chooseMarks(open, boxes, { acceptsProposals: true })).toMatchObject({ isEngineering: true })
	expect(chooseMarks(open, { ...boxes, engineering: false }, leave)).toMatchObject({ isEngineering: false })
	// Where nothing is proposed there is nothing to accept.
	const unsaid = { ...open, proposed: false }
	expect(chooseMarks(unsaid, boxesOf(unsaid), { acceptsProposals: true })).toBeNull()
})
