import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { z } from 'zod'
import { describeApi } from '#app/routes/api-openapi/document.server.ts'

const contentSchema = z.record(z.string(), z.object({ schema: z.unknown() }))
const operationSchema = z.object({
	operationId: z.string(),
	parameters: z
		.array(
			z.object({
				name: z.string(),
				in: z.enum(['path', 'query', 'header']),
				required: z.boolean().optional(),
			}),
		)
		.default([]),
	requestBody: z.object({ content: contentSchema }).optional(),
	responses: z.record(z.string(), z.object({ content: contentSchema.optional() })),
})
const documentSchema = z.object({
	paths: z.record(z.string(), z.record(z.string(), operationSchema)),
	components: z.record(z.string(), z.unknown()),
})

const written = JSON.parse(JSON.stringify(describeApi())) as object
export const document = documentSchema.parse(written)

/** The operations as the document, and nothing else, tells of them. */
export const describedOperations = Object.entries(document.paths).flatMap(([path, methods]) =>
	Object.entries(methods).map(([method, operation]) => ({
		path,
		method: method.toUpperCase(),
		...operation,
	})),
)

const ajv = addFormats.default(new Ajv2020({ strict: false }))
ajv.addSchema({ $id: 'contour', components: document.components })

/** What is wrong with an answer, by the document; null where nothing is. */
export function faultOfAnswer(
	operation: (typeof describedOperations)[number],
	answer: { status: number; type: string | null; body: string },
): string | null {
	const described = operation.responses[String(answer.status)]
	if (!described) return `${answer.status} is not in the document: ${answer.body.slice(0, 500)}`
	if (!described.content) return answer.body === '' ? null : 'There should be no body.'
	const type = answer.type?.split(';')[0] ?? ''
	const content = described.content[type]
	if (!content) return `${type} is not in the document for ${answer.status}`
	const schema = JSON.parse(
		JSON.stringify(content.schema).replaceAll('"#/components', '"contour#/components'),
	) as object
	return ajv.validate(schema, JSON.parse(answer.body)) ? null : ajv.errorsText()
}
