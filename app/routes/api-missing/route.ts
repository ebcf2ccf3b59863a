import { answerApi } from '#app/auth/api/answer-api.server.ts'
import type { Route } from './+types/route.ts'

/** Every other address below /api: what is not there says the same as what may not be seen. */
export const loader = (args: Route.LoaderArgs) => answerApi(args, {})
export const action = (args: Route.ActionArgs) => answerApi(args, {})
