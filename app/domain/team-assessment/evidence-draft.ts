import { z } from 'zod'
import { evidenceLink } from '#app/domain/check-in/evidence-link.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { assessmentLimits, freeText } from './input-draft.ts'

export const evidenceKinds = ['link', 'metric', 'note'] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

/** A new piece of evidence, or one that serves another check already. */
export type EvidenceDraft =
	| { kind: 'existing'; evidenceId: string }
	| {
			kind: EvidenceKind
			text: string
			url: string | null
			metricId: string | null
			/** The first day of the month. */
			periodOn: Day | null
			datedOn: Day
			/** The last day on which it holds; null: it holds on. */
			expiresOn: Day | null
	  }

const emptyAsNone = (value: unknown) => (value === '' || value === undefined ? null : value)
const day = (message: string) => z.preprocess(emptyAsNone, z.iso.date(message).nullable())

/**
 * The fields of evidence as a form has them; null where nothing was filled in. Dates are the account's.
 *
 * @param today what an empty date stands for
 */
export function evidenceDraftSchema(today: Day) {
	return z
		.object({
			evidenceId: z.preprocess(emptyAsNone, z.guid('Choose a piece of evidence from the list.').nullable()),
			evidenceKind: z.preprocess(emptyAsNone, z.enum(evidenceKinds).nullable()),
			evidenceText: freeText(assessmentLimits.evidence),
			evidenceUrl: freeText(assessmentLimits.link),
			evidenceMetric: z.preprocess(emptyAsNone, z.guid('Choose a metric from the list.').nullable()),
			evidenceMonth: z.preprocess(
				emptyAsNone,
				z
					.string()
					.regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'Type the month as 2026-03.')
					.nullable(),
			),
			evidenceDate: day('Type the date as 2026-03-31.'),
			evidenceExpires: day('Type the date as 2026-03-31.'),
		})
		.transform((form, context): EvidenceDraft | null => {
			const refuse = (path: keyof typeof form, message: string) => {
				context.addIssue({ code: 'custom', path: [path], message })
				return null
			}
			if (form.evidenceId) return { kind: 'existing', evidenceId: form.evidenceId }
			const { evidenceText: text, evidenceUrl: link, evidenceMetric: metricId, evidenceMonth: month } = form
			if (!text && !link && !metricId) return null
			const kind = form.evidenceKind ?? (link ? 'link' : metricId ? 'metric' : 'note')
			const url = kind === 'link' && link ? evidenceLink(link) : null
			if (kind === 'link' && url === null)
				return refuse('evidenceUrl', 'A link starts with https:// or http://.')
			if (kind === 'metric' && !metricId) return refuse('evidenceMetric', 'Choose the metric.')
			if (kind === 'metric' && !month)
				return refuse('evidenceMonth', 'Say of which month: type it as 2026-03.')
			if (!text) return refuse('evidenceText', 'Say in a few words what it shows.')
			const datedOn = form.evidenceDate ?? today
			const expiresOn = form.evidenceExpires
			if (datedOn > today) return refuse('evidenceDate', 'Evidence is of today or earlier.')
			if (expiresOn !== null && expiresOn < datedOn) {
				return refuse('evidenceExpires', 'It cannot expire before its date. Change one of the two.')
			}
			return {
				...{ kind, text, url, datedOn, expiresOn },
				metricId: kind === 'metric' ? metricId : null,
				periodOn: kind === 'metric' && month ? `${month}-01` : null,
			}
		})
}
