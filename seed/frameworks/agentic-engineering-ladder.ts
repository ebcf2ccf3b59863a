import { agenticEngineeringLadderSchema } from '#app/domain/framework/agentic-engineering-ladder.ts'
import type { AgenticEngineeringLadder } from '#app/domain/framework/agentic-engineering-ladder.ts'
import source from './agentic-engineering-ladder.json' with { type: 'json' }

/** The built-in agentic engineering ladder, version 1. A published version never changes: edit by adding the next. */
export const agenticEngineeringLadder: AgenticEngineeringLadder = agenticEngineeringLadderSchema.parse(source)
