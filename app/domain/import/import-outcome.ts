import { z } from 'zod'
import { grains } from '#app/domain/metric/period.ts'
import { importProblemSchema } from './import-problem.ts'

/** Values that are added, changed or stand already as they are in the file; rows of it, and those of which something is refused. */
export const importCountsSchema = z.object({
	rows: z.number(),
	added: z.number(),
	changed: z.number(),
	unchanged: z.number(),
	refused: z.number(),
	/** Rows of people who were erased, which are passed over. */
	erased: z.number().default(0),
})
export type ImportCounts = z.infer<typeof importCountsSchema>

const exact = z.string()

/** A value as a page shows it. Values are exact decimals, as text. */
export const shownValueSchema = z.object({
	row: z.number(),
	subject: z.object({ kind: z.enum(['account', 'team', 'member']), id: z.string(), name: z.string() }),
	metric: z.object({ key: z.string(), name: z.string(), unit: z.string() }),
	startsOn: z.string(),
	grain: z.enum(grains),
	value: exact,
	weight: exact.nullable(),
	/** What stands there until now, of a change. */
	before: z.object({ value: exact, weight: exact.nullable() }).nullable(),
})
export type ShownValue = z.infer<typeof shownValueSchema>

export const refusedRowSchema = z.object({
	row: z.number(),
	/** The header of the column that is at fault; null where it is the row as a whole. */
	column: z.string().nullable(),
	message: z.string(),
	/** Of the row as it came, the first cells. */
	cells: z.array(z.string()),
})
export type RefusedRow = z.infer<typeof refusedRowSchema>

const unknownText = z.object({ text: z.string(), rows: z.number() })

/** What rows further down leave open that the first rows did not raise, with examples; a metric each for its percentages. */
export const openInFileSchema = z.object({
	decimals: z.array(z.string()),
	percents: z.array(z.object({ metric: z.string(), examples: z.array(z.string()) })),
})
export type OpenInFile = z.infer<typeof openInFileSchema>

/** What a dry run has come to. */
export const checkedImportSchema = z.discriminatedUnion('ok', [
	z.object({
		ok: z.literal(true),
		/** The version of the import that was looked at: of another one it says nothing. */
		version: z.number(),
		counts: importCountsSchema,
		first: z.object({
			added: z.array(shownValueSchema),
			changed: z.array(shownValueSchema),
			unchanged: z.array(shownValueSchema),
			refused: z.array(refusedRowSchema),
		}),
		/** Texts that mean nobody and nothing here, the most frequent first: to be matched by hand. */
		unknown: z.object({ subjects: z.array(unknownText), metrics: z.array(unknownText) }),
		open: openInFileSchema.optional(),
	}),
	z.object({ ok: z.literal(false), version: z.number(), problem: importProblemSchema }),
])
export type CheckedImport = z.infer<typeof checkedImportSchema>

/** All of a file or nothing; or what is good, with the rest handed back. */
export const applyModes = ['all-or-nothing', 'good-rows'] as const
export type ApplyMode = (typeof applyModes)[number]

/** What taking an import back would do, or has done, in values. */
export const undoCountsSchema = z.object({
	/** That it added, and that go. */
	deletes: z.number(),
	/** That it changed, and that become what they were. */
	putsBack: z.number(),
	/** That a later import has written over: they stay as that one wrote them. */
	standsOver: z.number(),
})
export type UndoCounts = z.infer<typeof undoCountsSchema>

/** What is kept of an import that has been applied. */
export const importResultSchema = z.object({
	counts: importCountsSchema,
	mode: z.enum(applyModes),
	refused: z.array(refusedRowSchema),
	/** Once it has been taken back. */
	undone: undoCountsSchema.optional(),
})
export type ImportResult = z.infer<typeof importResultSchema>

export const applyParametersSchema = z.object({
	mode: z.enum(applyModes),
	/** Of the dry run that was shown; where it would come to something else now, nothing is applied. */
	expected: importCountsSchema.optional(),
	/** Of the import that was looked at: mapped otherwise since, nothing is applied. */
	version: z.int().optional(),
})
export type ApplyParameters = z.infer<typeof applyParametersSchema>
