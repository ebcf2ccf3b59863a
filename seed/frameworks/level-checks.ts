import { levelChecksSchema } from '#app/domain/framework/level-checks.ts'
import type { LevelChecks } from '#app/domain/framework/level-checks.ts'
import source from './level-checks.json' with { type: 'json' }

/** Contour's checks of the five AI coding levels, version 1. A published version never changes: edit by adding the next. */
export const levelChecks: LevelChecks = levelChecksSchema.parse(source)
