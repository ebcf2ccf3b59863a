import { createHash } from 'node:crypto'
import type { RouterContextProvider } from 'react-router'
import type { z } from 'zod'
import { logProgramRead } from '#app/data/exports/log-program-read.server.ts'
import type { Operation } from '#app/domain/api/operation.ts'
import { mayAsk } from '#app/domain/api/operation.ts'
import type { Problem, ProblemCode } from '#app/domain/api/problem.ts'
import { problems } from '#app/domain/api/problem.ts'
import { keptFilter } from '#app/domain/export-log/kept-filter.ts'
import { reportOfOperation } from '#app/domain/export-log/report-words.ts'
import { getLogger } from '#app/lib/log.server.ts'
import { requestContext } from '#app/lib/request-context.ts'
import { toAppError } from '#app/lib/to-app-error.ts'
import { ApiRefusal, missing } from './api-refusal.server.ts'
import type { ApiSession } from './authenticate-token.server.ts'
import { authenticateToken } from './authenticate-token.server.ts'
import { problemResponse } from './problem-response.server.ts'

type Args = {
	request: Request
	params: Readonly<Record<string, string | undefined>>
	context: Readonly<RouterContextProvider>
}

export type ApiCall<Params, Query> = {
	session: ApiSession
	request: Request
	params: Params
	query: Query
}

type Served = { operation: Operation; run: (call: ApiCall<unknown, unknown>) => Promise<unknown> }

/** An operation with what carries it out. What it returns is held against the schema: more than that never leaves. */
export function serve<Params extends z.ZodObject, Query extends z.ZodObject, Answer extends z.ZodType>(
	operation: Operation<Params, Query, Answer>,
	run: (call: ApiCall<z.output<Params>, z.output<Query>>) => Promise<z.input<Answer>>,
): Served {
	return { operation, run: run as Served['run'] }
}

/** Answers one address of the API: who asks, how often, whether they may, what they ask, in this order. */
export async function answerApi(
	{ request, params, context }: Args,
	methods: Partial<Record<'GET' | 'POST', Served>>,
): Promise<Response> {
	let headers: Record<string, string> = {}
	try {
		const known = await authenticateToken(request, context)
		headers = known.headers
		if (!known.ok) return problemResponse(known.problem, headers)
		const method = request.method === 'HEAD' ? 'GET' : request.method
		const served = method === 'GET' || method === 'POST' ? methods[method] : undefined
		if (!served) {
			const allowed = Object.keys(methods)
			if (allowed.length === 0) throw missing()
			return problemResponse({ code: 'method-not-allowed' }, { ...headers, Allow: allowed.join(', ') })
		}
		const { operation, run } = served
		const { session } = known
		if (!mayAsk(session.person, operation)) throw missing()
		const place = operation.params.safeParse(params)
		if (!place.success) throw missing()
		const query = operation.query.safeParse(readQuery(request))
		if (!query.success) throw new ApiRefusal(describeFaults(query.error))
		const result = await run({ session, request, params: place.data, query: query.data })
		const response = answer(request, operation, result, headers)
		if (request.method === 'GET' && response.status === 200) {
			await logProgramRead(session.scope, {
				report: reportOfOperation(operation.id),
				filter: keptFilter(Object.entries({ ...(query.data as object), ...params })),
				rows: countRows(result),
			})
		}
		return response
	} catch (error) {
		return refuseError(error, context, headers)
	}
}

/** The rows of a list; null of anything else. */
function countRows(result: unknown): number | null {
	const data = typeof result === 'object' && result !== null && 'data' in result ? result.data : null
	return Array.isArray(data) ? data.length : null
}

/** A parameter that comes twice is a list, which no schema takes. */
function readQuery(request: Request): Record<string, string | string[]> {
	const { searchParams } = new URL(request.url)
	return Object.fromEntries(
		[...new Set(searchParams.keys())].map((name) => {
			const all = searchParams.getAll(name)
			return [name, all.length === 1 ? (all[0] ?? '') : all]
		}),
	)
}

/** At most so many faults are told at once. */
const mostFaults = 20

export function describeFaults(error: z.ZodError): Problem {
	return {
		code: 'invalid-request',
		detail: 'See errors for each fault.',
		errors: error.issues
			.slice(0, mostFaults)
			.map(({ path, message }) => ({ path: path.map(String).join('.'), message })),
	}
}

function answer(
	request: Request,
	{ answer: { schema, status } }: Operation,
	result: unknown,
	headers: Record<string, string>,
): Response {
	const body = JSON.stringify(schema.parse(result))
	const all = new Headers({
		...headers,
		'Content-Type': 'application/json; charset=utf-8',
		'Cache-Control': 'private, no-store',
		Vary: 'Authorization',
	})
	if (request.method === 'POST') return new Response(body, { status, headers: all })
	// Weak: it may be compressed on its way.
	const tag = `W/"${createHash('sha256').update(body).digest('base64url')}"`
	all.set('ETag', tag)
	const known = request.headers.get('If-None-Match')
	if (known?.split(',').some((one) => one.trim() === tag || one.trim() === '*')) {
		all.delete('Content-Type')
		return new Response(null, { status: 304, headers: all })
	}
	return new Response(request.method === 'HEAD' ? null : body, { status, headers: all })
}

const codeOfAppError: Record<string, ProblemCode> = {
	invalid: 'invalid-request',
	'not-found': 'not-found',
	conflict: 'conflict',
	gone: 'gone',
	'too-large': 'too-large',
	'too-many': 'too-many-requests',
	unavailable: 'unavailable',
	full: 'storage-full',
}

function refuseError(
	error: unknown,
	context: Readonly<RouterContextProvider>,
	headers: Record<string, string>,
): Response {
	if (error instanceof ApiRefusal) return problemResponse(error.problem, headers)
	// What pages and the API share throws the answers of the pages.
	if (error instanceof Response && error.status < 500) {
		const code = (Object.keys(problems) as ProblemCode[]).find((one) => problems[one].status === error.status)
		return problemResponse({ code: code ?? 'invalid-request' }, headers)
	}
	const failure = toAppError(error)
	const { requestId } = context.get(requestContext)
	getLogger()[failure ? 'warn' : 'error']({ requestId, err: error }, 'an operation of the API failed')
	const code = failure ? codeOfAppError[failure.code] : undefined
	return problemResponse({ code: code ?? 'internal' }, headers)
}
