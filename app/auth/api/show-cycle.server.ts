import type { z } from 'zod'
import type { CycleListItem } from '#app/data/list-cycles.server.ts'
import type { cycleSchema } from '#app/domain/api/cycle-operations.ts'

/** A cycle as the API tells of one. */
export function showCycle({ publishedAt, ...cycle }: CycleListItem): z.input<typeof cycleSchema> {
	return { ...cycle, publishedAt: publishedAt?.toISOString() ?? null }
}
