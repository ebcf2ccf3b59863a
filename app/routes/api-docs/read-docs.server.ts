import { z } from 'zod'
import { roles } from '#app/domain/access/policy.ts'
import { roleWords } from '#app/domain/access/role-words.ts'
import type { Operation } from '#app/domain/api/operation.ts'
import { mayAsk } from '#app/domain/api/operation.ts'
import { operations } from '#app/domain/api/operations.ts'
import { problems } from '#app/domain/api/problem.ts'

/** The same operations as the document, as people read them. */
export function readDocs() {
	const byTag = Map.groupBy(operations, ({ tag }) => tag)
	return {
		groups: [...byTag].map(([tag, some]) => ({ tag, operations: some.map(describe) })),
		problems: Object.entries(problems).map(([code, { status, title }]) => ({ code, status, title })),
	}
}

function describe(one: Operation) {
	return {
		id: one.id,
		method: one.method,
		path: `/api/v1${one.path}`,
		summary: one.summary,
		description: one.description ?? null,
		/** Who may ask it at all; how far each sees is the policy's. */
		roles: roles
			.filter((role) => mayAsk({ roles: [role], isMember: false, isManager: false }, one))
			.map((role) => roleWords[role].name),
		body: one.body?.description ?? null,
		query: fieldsOf(one.query),
	}
}

const jsonSchema = z.object({
	properties: z.record(z.string(), z.looseObject({ description: z.string().optional() })).optional(),
})

function fieldsOf(schema: z.ZodObject) {
	const { properties = {} } = jsonSchema.parse(
		z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
	)
	return Object.entries(properties).map(([name, { description = '', ...rest }]) => {
		const values = z.object({ enum: z.array(z.string()) }).safeParse(rest)
		const choice = values.success ? `One of ${values.data.enum.join(', ')}.` : ''
		return { name, text: [description, choice].filter(Boolean).join(' ') }
	})
}
