import { cleanCell, nameKey } from './clean-cell.ts'
import { groupBy } from './match-members.ts'
import type { ReadRow } from './read-rows.ts'
import type { Refusals } from './refusals.ts'
import type { RosterMapping } from './roster-mapping.ts'
import type { TeamSeparator } from './team-separator.ts'
import type { CurrentTeam, NewTeam, Ref } from './roster-plan.ts'
import { isNew } from './roster-plan.ts'

/** How deep a tree of teams may be. */
const deepest = 20

/** The names of a cell's teams, from the top down. */
export function splitTeamPath(cell: string, separator: TeamSeparator): string[] {
	if (separator === 'none') return [cell]
	const parts = separator === ' / ' ? cell.split(/ \/ /) : cell.split(separator)
	return parts.map(cleanCell).filter((part) => part !== '')
}

type Node = { ref: Ref; name: string; parentRef: Ref | null }

/** The tree that the file and Contour make together; a team is added when it is first asked for. */
class TeamTree {
	readonly #nodes = new Map<Ref, Node>()
	readonly #children = new Map<string, Node>()
	readonly #byName = new Map<string, Node[]>()
	readonly #spelling: (key: string) => string

	constructor(teams: readonly CurrentTeam[], spelling: (key: string) => string) {
		this.#spelling = spelling
		for (const { id, name, parentId, archived } of teams.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
			if (!archived) this.#add({ ref: id, name, parentRef: parentId })
		}
	}

	#add(node: Node): void {
		const key = nameKey(node.name)
		this.#nodes.set(node.ref, node)
		const place = `${node.parentRef ?? ''}\n${key}`
		if (!this.#children.has(place)) this.#children.set(place, node)
		this.#byName.set(key, [...(this.#byName.get(key) ?? []), node])
	}

	/** The team of this name below a parent, new where there is none. */
	child(parentRef: Ref | null, key: string): Ref {
		const known = this.#children.get(`${parentRef ?? ''}\n${key}`)
		if (known) return known.ref
		const ref = `new:team:${parentRef ?? ''}/${key}`
		this.#add({ ref, name: this.#spelling(key), parentRef })
		return ref
	}

	/** The one team of this name that Contour has anywhere, one at the top where there are several; null where that decides nothing. */
	anywhere(key: string): Ref | null {
		const known = (this.#byName.get(key) ?? []).filter(({ ref }) => !isNew(ref))
		if (known.length === 0) return this.child(null, key)
		if (known.length === 1) return known[0]?.ref ?? null
		const top = known.filter(({ parentRef }) => parentRef === null)
		return top.length === 1 ? (top[0]?.ref ?? null) : null
	}

	path(ref: Ref): string {
		const node = this.#nodes.get(ref)
		if (!node) return ''
		return node.parentRef ? `${this.path(node.parentRef)} / ${node.name}` : node.name
	}

	/** The new teams among these and above them, parents first. */
	newTeams(refs: Iterable<Ref>): NewTeam[] {
		const found = new Map<Ref, NewTeam>()
		for (const ref of refs) {
			for (
				let node = this.#nodes.get(ref);
				node;
				node = node.parentRef ? this.#nodes.get(node.parentRef) : undefined
			) {
				if (isNew(node.ref)) found.set(node.ref, { ...node, path: this.path(node.ref) })
			}
		}
		const depth = ({ ref }: NewTeam): number => this.depth(ref)
		return [...found.values()].toSorted((a, b) => depth(a) - depth(b) || (a.ref < b.ref ? -1 : 1))
	}

	depth(ref: Ref): number {
		const parentRef = this.#nodes.get(ref)?.parentRef
		return parentRef ? this.depth(parentRef) + 1 : 1
	}

	parentOf(ref: Ref): Ref | null {
		return this.#nodes.get(ref)?.parentRef ?? null
	}
}

export type ResolvedTeams = {
	/** Null: in no team. Undefined: the file says nothing, or the row is refused. */
	teamOf: (row: number) => Ref | null | undefined
	path: (ref: Ref) => string
	parentOf: (ref: Ref) => Ref | null
	newTeams: (refs: Iterable<Ref>) => NewTeam[]
}

/** The spelling that most rows use, the first in the alphabet of equally many: the order of rows must not matter. */
function usualSpelling(names: readonly string[]): (key: string) => string {
	const usual = new Map<string, string>()
	const uses = new Map<string, number>()
	for (const name of names) uses.set(name, (uses.get(name) ?? 0) + 1)
	for (const [key, group] of groupBy([...uses.keys()], nameKey)) {
		const counts = group.map((name) => ({ name, uses: uses.get(name) ?? 0 }))
		counts.sort((a, b) => b.uses - a.uses || (a.name < b.name ? -1 : 1))
		usual.set(key, counts[0]?.name ?? key)
	}
	return (key) => usual.get(key) ?? key
}

/** Finds or adds the team of each row, as the mapping says how the file writes the tree. */
export function resolveTeams(
	rows: readonly ReadRow[],
	teams: readonly CurrentTeam[],
	mapping: RosterMapping,
	headers: { team: string | null; parentTeam: string | null },
	refusals: Refusals,
): ResolvedTeams {
	const paths = new Map(
		rows.flatMap(({ row, team }) => (team ? [[row, splitTeamPath(team, mapping.teamSeparator)]] : [])),
	)
	const parents = rows.flatMap(({ parentTeam }) => (parentTeam ? [parentTeam] : []))
	const tree = new TeamTree(teams, usualSpelling([...[...paths.values()].flat(), ...parents]))
	const found = new Map<number, Ref | null | undefined>()
	const declared = declareParents(rows)
	for (const { row, team, parentTeam } of rows) {
		const path = paths.get(row)
		if (!path) {
			found.set(row, team === null ? null : undefined)
			continue
		}
		const refuse = (column: string | null, message: string) => refusals.add(row, column, message)
		if (path.some((name) => name.length > 200)) {
			refuse(headers.team, 'A team’s name is longer than 200 characters.')
		} else if (path.length > deepest) {
			refuse(headers.team, `More than ${deepest} levels of teams: is the separator of levels right?`)
		} else if (mapping.teamSeparator !== 'none') {
			found.set(
				row,
				path.reduce<Ref | null>((parent, name) => tree.child(parent, nameKey(name)), null),
			)
		} else if (parentTeam) {
			const parent = resolveNamed(nameKey(parentTeam), declared, tree)
			if (parent.ok) found.set(row, tree.child(parent.ref, nameKey(path[0] ?? '')))
			else refuse(headers.parentTeam, parent.message(parentTeam))
		} else {
			const own = resolveNamed(nameKey(path[0] ?? ''), declared, tree)
			if (own.ok) found.set(row, own.ref)
			else refuse(headers.team, own.message(path[0] ?? ''))
		}
	}
	return {
		teamOf: (row) => found.get(row),
		path: (ref) => tree.path(ref),
		parentOf: (ref) => tree.parentOf(ref),
		newTeams: (refs) => tree.newTeams(refs),
	}
}

/** The parents that the file names for each team; a blank one says nothing where another row names one. */
function declareParents(rows: readonly ReadRow[]): Map<string, Set<string>> {
	const declared = new Map<string, Set<string>>()
	for (const { team, parentTeam } of rows) {
		if (!team) continue
		const parents = declared.get(nameKey(team)) ?? new Set()
		if (parentTeam) parents.add(nameKey(parentTeam))
		declared.set(nameKey(team), parents)
	}
	return declared
}

type Named = { ok: true; ref: Ref } | { ok: false; message: (name: string) => string }

/** The team that a name alone stands for: below the parent that the file gives it elsewhere, or the one in Contour. */
function resolveNamed(
	key: string,
	declared: ReadonlyMap<string, ReadonlySet<string>>,
	tree: TeamTree,
	below: readonly string[] = [],
): Named {
	if (below.includes(key))
		return { ok: false, message: (name) => `The teams above “${name}” run in a circle.` }
	if (below.length >= deepest) return { ok: false, message: () => `More than ${deepest} levels of teams.` }
	const [parent, another] = declared.get(key) ?? []
	if (another !== undefined) {
		return {
			ok: false,
			message: (name) => `The file puts “${name}” below several teams: use a column with the whole path.`,
		}
	}
	if (parent === undefined) {
		const ref = tree.anywhere(key)
		if (ref) return { ok: true, ref }
		return {
			ok: false,
			message: (name) => `Contour has several teams called “${name}”: name the teams above it too.`,
		}
	}
	const above = resolveNamed(parent, declared, tree, [...below, key])
	return above.ok ? { ok: true, ref: tree.child(above.ref, key) } : above
}
