import { z } from 'zod'
import type { ShownMarks } from './team-marks.ts'

/** The schema of what `writeShownMarks` puts into a form. */
export const shownMarks = z
	.string()
	.regex(/^[yn][yn-][yn][yn]$/)
	.transform((text): ShownMarks => ({
		buildsProductFeatures: text[0] === 'y',
		isEngineering: text[1] === '-' ? null : text[1] === 'y',
		isRegulated: text[2] === 'y',
		proposed: text[3] === 'y',
	}))
