import { z } from 'zod'
import type { Action, Person, Reach } from '#app/domain/access/policy.ts'
import { reachOf } from '#app/domain/access/policy.ts'
import type { ProblemCode } from './problem.ts'

type Fields = z.ZodObject

/**
 * One thing that a program can ask for: what is checked, what the document says and what the types are, in one place.
 * Whoever lacks `needs` gets the answer of what does not exist.
 */
export type Operation<
	Params extends Fields = Fields,
	Query extends Fields = Fields,
	Answer extends z.ZodType = z.ZodType,
> = {
	id: string
	method: 'GET' | 'POST'
	/** Below /api/v1, with parameters in braces. */
	path: string
	tag: string
	summary: string
	description?: string
	needs: Action
	/** How far the right has to reach, where it is not enough to have it at all. */
	reaches?: readonly Reach[]
	params: Params
	query: Query
	body?: { description: string; types: Record<string, z.ZodType> }
	answer: { status: 200 | 201 | 202; description: string; schema: Answer }
	/** Refusals beside those that every operation knows. */
	problems?: readonly ProblemCode[]
}

export const none = z.strictObject({})

/** The operation as it is given, with its schemas as types. */
export function operation<Params extends Fields, Query extends Fields, Answer extends z.ZodType>(
	of: Operation<Params, Query, Answer>,
): Operation<Params, Query, Answer> {
	return of
}

/** Whether an operation is for somebody at all. How much of it they see is for what carries it out. */
export function mayAsk(person: Person, { needs, reaches }: Pick<Operation, 'needs' | 'reaches'>): boolean {
	const reach = reachOf(person, needs)
	return reaches ? reaches.some((one) => reach.has(one)) : reach.size > 0
}

/** Refusals that every operation may come to. */
export const commonProblems: readonly ProblemCode[] = [
	'invalid-request',
	'unauthorized',
	'not-found',
	'too-many-requests',
	'internal',
	'unavailable',
]
