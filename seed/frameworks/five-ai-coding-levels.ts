import { fiveAiCodingLevelsSchema } from '#app/domain/framework/five-ai-coding-levels.ts'
import type { FiveAiCodingLevels } from '#app/domain/framework/five-ai-coding-levels.ts'
import source from './five-ai-coding-levels.json' with { type: 'json' }

/** The built-in five AI coding levels, version 1. A published version never changes: edit by adding the next. */
export const fiveAiCodingLevels: FiveAiCodingLevels = fiveAiCodingLevelsSchema.parse(source)
