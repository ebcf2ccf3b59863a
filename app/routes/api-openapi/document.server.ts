import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject, ZodOpenApiResponsesObject } from 'zod-openapi'
import { createDocument } from 'zod-openapi'
import { z } from 'zod'
import type { Operation } from '#app/domain/api/operation.ts'
import { commonProblems } from '#app/domain/api/operation.ts'
import { idempotencyKeyForm } from '#app/domain/api/fields.ts'
import { operations } from '#app/domain/api/operations.ts'
import type { ProblemCode } from '#app/domain/api/problem.ts'
import { problems, problemSchema } from '#app/domain/api/problem.ts'

/** What /api/v1 can be asked, as OpenAPI 3.1, made of the schemas that requests and answers are held against. */
export function describeApi() {
	return createDocument({
		openapi: '3.1.1',
		info: {
			title: 'Contour',
			version: '1',
			description:
				'Members, cycles and results of one account, as far as the role of the token goes. What a token may not see answers like what does not exist. Suppressed cells say so instead of a figure.',
			license: { name: 'MIT', identifier: 'MIT' },
		},
		servers: [{ url: '/api/v1' }],
		security: [{ token: [] }],
		tags: [...new Set(operations.map(({ tag }) => tag))].map((name) => ({ name })),
		paths: pathsOf(operations),
		components: {
			securitySchemes: {
				token: {
					type: 'http',
					scheme: 'bearer',
					description: 'A token of the account, made in its settings. It begins with contour_.',
				},
			},
			schemas: { Problem: problemSchema },
		},
	})
}

const idempotency = z.object({
	'Idempotency-Key': z
		.string()
		.regex(idempotencyKeyForm)
		.optional()
		.meta({ description: 'The same key again is answered the same, and nothing is done twice.' }),
})

function pathsOf(all: readonly Operation[]): ZodOpenApiPathsObject {
	const paths: ZodOpenApiPathsObject = {}
	for (const one of all) {
		const method = one.method === 'GET' ? 'get' : 'post'
		paths[one.path] = { ...paths[one.path], [method]: operationOf(one) }
	}
	return paths
}

function operationOf(one: Operation): ZodOpenApiOperationObject {
	const { id, tag, summary, description, params, query, body, answer } = one
	return {
		operationId: id,
		tags: [tag],
		summary,
		...(description !== undefined && { description }),
		requestParams: { path: params, query, ...(one.method === 'POST' && { header: idempotency }) },
		...(body && {
			requestBody: {
				required: true,
				description: body.description,
				content: Object.fromEntries(Object.entries(body.types).map(([type, schema]) => [type, { schema }])),
			},
		}),
		responses: {
			[String(answer.status)]: {
				description: answer.description,
				content: { 'application/json': { schema: answer.schema } },
			},
			...(one.method === 'GET' && { '304': { description: 'As If-None-Match has it.' } }),
			...refusalsOf([...commonProblems, ...(one.problems ?? [])]),
		} as ZodOpenApiResponsesObject,
	}
}

/** One answer for each status: which of its codes it is, the body says. */
function refusalsOf(codes: readonly ProblemCode[]): ZodOpenApiResponsesObject {
	const byStatus = Map.groupBy(new Set(codes), (code) => problems[code].status)
	return Object.fromEntries(
		[...byStatus]
			.sort(([a], [b]) => a - b)
			.map(([status, some]) => [
				String(status),
				{
					description: some.map((code) => `${code}: ${problems[code].title}`).join(' '),
					content: { 'application/problem+json': { schema: problemSchema } },
				},
			]),
	) as ZodOpenApiResponsesObject
}
