import type { Problem } from '#app/domain/api/problem.ts'
import { problemBody, problems } from '#app/domain/api/problem.ts'

/** The answer of a refusal. */
export function problemResponse(problem: Problem, headers: HeadersInit = {}): Response {
	const all = new Headers(headers)
	all.set('Content-Type', 'application/problem+json')
	all.set('Cache-Control', 'private, no-store')
	return new Response(JSON.stringify(problemBody(problem)), {
		status: problems[problem.code].status,
		headers: all,
	})
}
