import { z } from 'zod'
import { evidenceLink } from '#app/domain/check-in/evidence-link.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { assessmentLimits, freeText } from './input-draft.ts'

export type EvidenceKind = 'link' | 'metric' | 'note'

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
			const { evidenceText: text, evidenceUrl: link, evidenceMetric: metricId, evidenceMonth: month } = form
			const isNew = Boolean(text || link || metricId || month || form.evidenceDate || form.evidenceExpires)
			if (form.evidenceId && isNew) {
				return refuse(
					'evidenceId',
					'You chose a piece that is there and described a new one. Choose none, or clear the other fields.',
				)
			}
			if (form.evidenceId) return { kind: 'existing', evidenceId: form.evidenceId }
			if (!isNew) return null
			if (link && metricId) {
				return refuse(
					'evidenceMetric',
					'A piece is a link or a metric. Choose none here, and give the metric as a second piece.',
				)
			}
			if (month && !metricId) return refuse('evidenceMetric', 'Choose the metric that the month belongs to.')
			const kind = link ? 'link' : metricId ? 'metric' : 'note'
			const url = link ? evidenceLink(link) : null
			if (link && url === null) return refuse('evidenceUrl', 'A link starts with https:// or http://.')
			if (metricId && !month) return refuse('evidenceMonth', 'Say of which month: type it as 2026-03.')
			if (!text) return refuse('evidenceText', 'Say in a few words what it shows.')
			const datedOn = form.evidenceDate ?? today
			const expiresOn = form.evidenceExpires
			if (datedOn > today) return refuse('evidenceDate', 'Evidence is of today or earlier.')
			if (expiresOn !== null && expiresOn < datedOn) {
				return refuse('evidenceExpires', 'It cannot expire before its date. Change one of the two.')
			}
			return {
				...{ kind, text, url, datedOn, expiresOn },
				metricId,
				periodOn: month ? `${month}-01` : null,
			}
		})
}
