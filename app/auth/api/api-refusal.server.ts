import type { Problem, ProblemCode } from '#app/domain/api/problem.ts'

/** Thrown by an operation of the API that does not go on: it becomes the answer. */
export class ApiRefusal extends Error {
	readonly problem: Problem

	constructor(problem: Problem) {
		super(problem.code)
		this.name = 'ApiRefusal'
		this.problem = problem
	}
}

/** What does not exist and what may not be seen: nothing besides is ever said. */
export const missing = () => new ApiRefusal({ code: 'not-found' })

export const refuseWith = (code: ProblemCode, detail: string) => new ApiRefusal({ code, detail })
