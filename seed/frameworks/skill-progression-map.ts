import { skillProgressionMapSchema } from '#app/domain/framework/skill-progression-map.ts'
import type { SkillProgressionMap } from '#app/domain/framework/skill-progression-map.ts'
import source from './skill-progression-map.json' with { type: 'json' }

/** The built-in skill progression map, version 1. A published version never changes: edit by adding the next. */
export const skillProgressionMap: SkillProgressionMap = skillProgressionMapSchema.parse(source)
