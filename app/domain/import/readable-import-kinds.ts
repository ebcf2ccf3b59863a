import type { Person } from '#app/domain/access/policy.ts'
import { may } from '#app/domain/access/policy.ts'
import type { ImportKind } from './import-kind.ts'
import { importKinds } from './import-kind.ts'

/** The kinds of imports that a person may see: a roster takes another right than metrics. */
export function readableImportKinds(person: Person): ImportKind[] {
	return importKinds.filter((kind) => may(person, kind === 'roster' ? 'people.manage' : 'metrics.import'))
}
