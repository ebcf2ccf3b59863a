import { z } from 'zod'
import { importKindSchema, importStates, metricImportKindSchema } from '#app/domain/import/import-kind.ts'
import { applyModes, importCountsSchema, undoCountsSchema } from '#app/domain/import/import-outcome.ts'
import { jobProblems, jobStates } from '#app/domain/job/job-kind.ts'
import { id, moment, pageOf, paging, text } from './fields.ts'
import { none, operation } from './operation.ts'

const state = z.enum(importStates).meta({
	description:
		'uploaded: a question about the file is open, to be answered on its page. mapped: it can be applied. undone: taken back.',
})

export const listedImportSchema = z
	.object({
		id,
		kind: importKindSchema,
		state,
		fileName: z.string(),
		by: z
			.string()
			.nullable()
			.meta({ description: 'The person, or the name of the token; null for the command line.' }),
		createdAt: moment,
		appliedAt: moment.nullable(),
		undoneAt: moment.nullable(),
		counts: importCountsSchema.nullable(),
	})
	.meta({ id: 'ListedImport' })

export const listImportsOperation = operation({
	id: 'listImports',
	method: 'GET',
	path: '/imports',
	tag: 'Imports',
	summary: 'Lists the imports, newest first',
	description: 'Rosters for whoever manages people, files of metrics for whoever imports metrics.',
	needs: 'people.manage',
	params: none,
	query: z.strictObject({ ...paging }),
	answer: { status: 200, description: 'A page of imports.', schema: pageOf(listedImportSchema) },
})

const ofImport = z.strictObject({ importId: id })

export const importSchema = z
	.object({
		id,
		kind: metricImportKindSchema,
		state,
		fileName: z.string(),
		sha256: z.string(),
		createdAt: moment,
		appliedAt: moment.nullable(),
		undoneAt: moment.nullable(),
		problems: z.array(z.string()).meta({ description: 'Why the file cannot be read yet, in words.' }),
		questions: z.array(z.string()).meta({ description: 'What is to be answered on its page first.' }),
		counts: importCountsSchema.nullable().meta({ description: 'Once it has been applied.' }),
		undone: undoCountsSchema.nullable().meta({ description: 'Once it has been taken back.' }),
		job: z
			.object({ state: z.enum(jobStates), problem: z.enum(jobProblems).nullable() })
			.nullable()
			.meta({ description: 'What is under way, or did not come to its end.' }),
	})
	.meta({ id: 'Import' })

export const getImportOperation = operation({
	id: 'getImport',
	method: 'GET',
	path: '/imports/{importId}',
	tag: 'Imports',
	summary: 'Reads what has come of an import of metrics',
	needs: 'metrics.import',
	params: ofImport,
	query: none,
	answer: { status: 200, description: 'The import.', schema: importSchema },
})

export const startedImportSchema = z
	.object({
		id,
		kind: metricImportKindSchema,
		isStarted: z.boolean().meta({
			description:
				'Whether it is being applied. If not, a question about the file is open, or it was only to be kept.',
		}),
		sameAs: id.nullable().meta({ description: 'An import of the very same bytes that was there before.' }),
	})
	.meta({ id: 'StartedImport' })

const started = {
	status: 202,
	description: 'It is kept, and read behind the request: ask for the import to see what comes of it.',
	schema: startedImportSchema,
} as const

const mode = z
	.enum([...applyModes, 'keep'])
	.default('all-or-nothing')
	.meta({
		description: 'All of it or nothing, the good rows alone, or only kept, to be looked at on its page.',
	})
const postProblems = [
	'conflict',
	'key-reused',
	'length-required',
	'too-large',
	'unsupported-type',
	'storage-full',
] as const

export const fileTypes = [
	'text/csv',
	'text/plain',
	'application/json',
	'application/x-ndjson',
	'application/octet-stream',
] as const

export const addImportOperation = operation({
	id: 'addImport',
	method: 'POST',
	path: '/imports',
	tag: 'Imports',
	summary: 'Imports a file of metrics',
	description:
		'The body is the file as it is. How it is read is remembered from the last file with the same headers, or guessed.',
	needs: 'metrics.import',
	params: none,
	query: z.strictObject({
		kind: metricImportKindSchema.optional().meta({ description: 'Found out where it is not said.' }),
		mode,
		fileName: text(200).default('api').meta({ description: 'What the import is called.' }),
	}),
	body: {
		description: 'CSV, JSON in lines or a report of GitHub Copilot, of 200 MB at most.',
		types: Object.fromEntries(fileTypes.map((type) => [type, z.string()])),
	},
	answer: started,
	problems: postProblems,
})

const decimal = z.union([
	z.number(),
	z.string().regex(/^-?\d{1,40}(\.\d{1,40})?$/, 'Write a decimal with a point.'),
])

/** What can be posted at once; more comes as a file. */
export const mostObservations = 5000

export const postedObservationsSchema = z
	.array(
		z.strictObject({
			subject: text(500).optional().meta({
				description: 'An e-mail address, employee id or team name or path. Without it the account’s.',
			}),
			metric: text(200).meta({ description: 'The key of a metric.' }),
			period: z
				.string()
				.regex(
					/^\d{4}(-(0[1-9]|1[0-2])(-\d{2})?|-W\d{2}|-Q[1-4])?$/,
					'Write 2026, 2026-Q1, 2026-03, 2026-W11 or 2026-03-31.',
				)
				.meta({ description: '2026-03, 2026-W11, 2026-Q1, 2026 or one day, 2026-03-31.' }),
			value: decimal.meta({ description: 'A share goes from 0 to 1. As text it keeps every digit.' }),
			weight: decimal.nullable().optional(),
		}),
	)
	.min(1)
	.max(mostObservations)
	.meta({ id: 'PostedObservations' })

export const addObservationsOperation = operation({
	id: 'addObservations',
	method: 'POST',
	path: '/observations',
	tag: 'Metrics',
	summary: 'Brings values of metrics in',
	description: 'They become an import, which can be taken back as a whole.',
	needs: 'metrics.import',
	params: none,
	query: z.strictObject({ mode }),
	body: {
		description: `An array of at most ${mostObservations} values.`,
		types: { 'application/json': postedObservationsSchema },
	},
	answer: started,
	problems: postProblems,
})

export const undoImportOperation = operation({
	id: 'undoImport',
	method: 'POST',
	path: '/imports/{importId}/undo',
	tag: 'Imports',
	summary: 'Takes an import of metrics back',
	description:
		'What it added goes, what it replaced stands again. What a later import has written over stays as that one wrote it.',
	needs: 'metrics.import',
	params: ofImport,
	query: none,
	answer: {
		status: 202,
		description: 'It is taken back behind the request: ask for the import to see when it is.',
		schema: z.object({ id }).meta({ id: 'StartedUndo' }),
	},
	problems: ['conflict', 'key-reused', 'length-required'],
})
