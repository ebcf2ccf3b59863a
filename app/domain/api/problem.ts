import { z } from 'zod'

/** Why a request was refused, for machines. The list is closed: a new code needs a status and a title. */
export const problems = {
	'invalid-request': { status: 400, title: 'Something in the request cannot be used.' },
	unauthorized: { status: 401, title: 'The request has no token that works.' },
	'not-found': { status: 404, title: 'There is no such thing, or it is not for this token.' },
	'method-not-allowed': { status: 405, title: 'This address does not take this method.' },
	conflict: { status: 409, title: 'This does not go with how things stand now.' },
	'key-reused': { status: 409, title: 'The Idempotency-Key was used for another request.' },
	gone: { status: 410, title: 'It is not there any more.' },
	'length-required': { status: 411, title: 'The request does not say how long it is.' },
	'too-large': { status: 413, title: 'The body is too large.' },
	'unsupported-type': { status: 415, title: 'The body is not of a type that is taken here.' },
	'too-many-requests': { status: 429, title: 'Too many requests. Wait as Retry-After says.' },
	internal: { status: 500, title: 'Something broke on our side.' },
	unavailable: { status: 503, title: 'The database is away. Try again as Retry-After says.' },
	'storage-full': { status: 507, title: 'The disk of the database is full.' },
} as const satisfies Record<string, { status: number; title: string }>

export type ProblemCode = keyof typeof problems

/** What a request is refused with besides its code: what is wrong, where and what to do. */
export type Problem = {
	code: ProblemCode
	detail?: string
	/** Of a body or an address with more than one fault. */
	errors?: readonly { path: string; message: string }[]
}

/** The body of every refusal (RFC 9457). */
export const problemSchema = z
	.object({
		type: z.string().meta({ description: 'An address that names the code.', example: '/api/v1#not-found' }),
		title: z.string(),
		status: z.int(),
		code: z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]),
		detail: z.string().optional().meta({ description: 'What is wrong here, and what to do.' }),
		errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
	})
	.meta({ id: 'Problem' })

/** The body of a refusal. The same code with nothing besides is the same to the byte, wherever it comes from. */
export function problemBody({ code, detail, errors }: Problem): z.infer<typeof problemSchema> {
	return {
		type: `/api/v1#${code}`,
		...problems[code],
		code,
		...(detail !== undefined && { detail }),
		...(errors !== undefined && errors.length > 0 && { errors: [...errors] }),
	}
}
