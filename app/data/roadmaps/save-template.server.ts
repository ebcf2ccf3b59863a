import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { roadmapTemplateSchema } from '#app/domain/roadmap/template-schema.ts'
import type { TemplateItem } from '#app/domain/roadmap/template.ts'
import { getRoadmapWithin } from './get-roadmap.server.ts'

/** A choice has room for so many. */
export const mostTemplates = 50

export type SavedTemplate =
	{ ok: true; replaced: boolean } | { ok: false; reason: 'gone' | 'empty' | 'too-long' | 'too-many' }

/**
 * Saves the deliverables and outcomes of a plan, as they are now, as a template of the account's own. One of the same name is
 * replaced: so a template is edited by editing a plan.
 */
export async function saveTemplate(
	scope: AccountScope,
	{ roadmapId, name }: { roadmapId: string; name: string },
): Promise<SavedTemplate> {
	return withAccount(scope, async (transaction) => {
		const { sql } = transaction
		const roadmap = await getRoadmapWithin(transaction, scope, { roadmapId })
		if (!roadmap) return { ok: false, reason: 'gone' }
		let count = 0
		const phases = roadmap.phases.map(({ key, name: phaseName }) => ({
			key,
			name: phaseName,
			items: roadmap.items.flatMap(({ phase, kind, text, state }): TemplateItem[] => {
				if (phase !== key || state === 'dropped' || (kind !== 'deliverable' && kind !== 'outcome')) return []
				count += 1
				return [{ key: `items.i${count}`, kind, text: text.slice(0, 300) }]
			}),
		}))
		if (count === 0) return { ok: false, reason: 'empty' }
		const template = roadmapTemplateSchema.safeParse({
			...{ key: 'own', name, origin: 'account', lens: roadmap.lens, familyKey: null, phases },
		})
		if (!template.success) return { ok: false, reason: 'too-long' }
		const { rows } = await sql.query<{ id: string; replaced: boolean }>(
			`INSERT INTO roadmap_template (account_id, name, lens, phases)
			 SELECT $1, $2, $3, $4 WHERE $5 > (SELECT count(*) FROM roadmap_template t WHERE t.account_id = $1 AND t.name <> $2)
			 ON CONFLICT (account_id, name) DO UPDATE SET lens = EXCLUDED.lens, phases = EXCLUDED.phases
			 RETURNING id, xmax <> 0 AS replaced`,
			[scope.accountId, name, roadmap.lens, JSON.stringify(phases), mostTemplates],
		)
		const [row] = rows
		if (!row) return { ok: false, reason: 'too-many' }
		await appendAuditEvent(transaction, scope, {
			action: row.replaced ? 'roadmap-template.changed' : 'roadmap-template.added',
			subject: { kind: 'roadmap-template', id: row.id },
			detail: { items: count, lens: roadmap.lens },
		})
		return { ok: true, replaced: row.replaced }
	})
}
