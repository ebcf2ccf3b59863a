import { spawnSync } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const ROOT = path.join(import.meta.dirname, '..', '..')
const OXLINT = path.join(ROOT, 'node_modules', '.bin', 'oxlint')

/** The import table of DESIGN section 4, written down a second time: who may import which folders. */
const MAY_IMPORT: Record<string, string[]> = {
	'app/domain': ['app/domain'],
	'app/lib': ['app/lib'],
	'app/data': ['app/data', 'app/domain', 'app/lib'],
	'app/auth': ['app/auth', 'app/data', 'app/domain', 'app/lib'],
	'app/mail': ['app/mail', 'app/data', 'app/domain', 'app/lib'],
	'app/jobs': ['app/jobs', 'app/data', 'app/mail', 'app/domain', 'app/lib'],
	'app/ui': ['app/ui', 'app/lib'],
	'app/charts': ['app/charts', 'app/ui', 'app/domain'],
	'app/routes/here': [
		...['app/domain', 'app/lib', 'app/data', 'app/auth', 'app/mail', 'app/jobs', 'app/ui', 'app/charts'],
	],
	app: ['app/domain', 'app/lib', 'app/data', 'app/auth', 'app/mail', 'app/jobs', 'app/ui', 'app/charts'],
	'app/server': [
		...['app/domain', 'app/lib', 'app/data', 'app/auth', 'app/mail', 'app/jobs', 'app/ui', 'app/charts'],
		...['app/server', 'app/cli', 'seed', 'prisma'],
	],
	'app/cli': [
		...['app/domain', 'app/lib', 'app/data', 'app/auth', 'app/mail', 'app/jobs', 'app/ui', 'app/charts'],
		...['app/server', 'app/cli', 'seed', 'prisma'],
	],
	seed: ['seed', 'app/domain', 'app/data', 'app/auth'],
	prisma: ['prisma', 'app/lib'],
}

const FOLDERS = [
	...['app/domain', 'app/lib', 'app/data', 'app/auth', 'app/mail', 'app/jobs', 'app/ui', 'app/charts'],
	...['app/routes/there', 'app/server', 'app/cli', 'seed', 'prisma', 'tests'],
]

/** Packages with an owner, and the folders that own them. */
const PACKAGES: Record<string, string[]> = {
	pg: ['app/data', 'app/server', 'prisma'],
	'pg-copy-streams': ['app/data', 'app/server', 'prisma'],
	'@prisma/client': ['app/data', 'app/server', 'prisma'],
	'@prisma/adapter-pg': ['app/data', 'app/server', 'prisma'],
	'#app/data/prisma/client.ts': ['app/data', 'app/server'],
	lucia: ['app/auth'],
	'@nivo/bar': ['app/charts'],
	'pg-boss': ['app/jobs'],
	zod: Object.keys(MAY_IMPORT),
	react: Object.keys(MAY_IMPORT).filter((folder) => folder !== 'app/domain'),
	'node:fs': Object.keys(MAY_IMPORT).filter((folder) => folder !== 'app/domain'),
}

const FORMS: Record<string, (specifier: string) => string> = {
	import: (from) => `import { x } from '${from}'\nexport const y = x\n`,
	'import type': (from) => `import type { X } from '${from}'\nexport type Y = X\n`,
	'export from': (from) => `export { x } from '${from}'\n`,
	'export all from': (from) => `export * from '${from}'\n`,
	'import()': (from) => `export const y = import('${from}')\n`,
	'bare import': (from) => `import '${from}'\n`,
}

const byAlias = (folder: string) => `#${folder}/some-module.ts`
/** From the importing file, which lies right in `from`. */
const byPath = (from: string, folder: string) => path.posix.relative(from, `${folder}/some-module.ts`)

type Plant = { file: string; text: string; refused: boolean; what: string }

function plants(): Plant[] {
	const all: Plant[] = []
	const plant = (from: string, form: string, specifier: string, refused: boolean) => {
		const text = FORMS[form]?.(specifier) ?? ''
		const file = `${from}/plant-${all.length}.ts`
		all.push({ file, text, refused, what: `${from}: ${form} ${specifier}` })
	}
	for (const [from, allowed] of Object.entries(MAY_IMPORT)) {
		for (const form of Object.keys(FORMS)) {
			for (const folder of FOLDERS) {
				const refused = !allowed.includes(folder)
				plant(from, form, byAlias(folder), refused)
				if (!refused || from === folder) continue
				const relative = byPath(from, folder)
				const detour = relative.startsWith('.') ? `./${relative}` : `./x/../${relative}`
				plant(from, form, relative.startsWith('.') ? relative : `./${relative}`, true)
				plant(from, form, detour, true)
				plant(from, form, `${byAlias(allowed[0] ?? '')}/../../${folder}/some-module.ts`, true)
			}
			for (const [name, owners] of Object.entries(PACKAGES)) {
				plant(from, form, name, !owners.includes(from))
			}
		}
	}
	for (const form of Object.keys(FORMS)) {
		plant('app/routes/here', form, './read-page.server.ts', false)
		plant('app/routes/here', form, './+types/route.ts', false)
		plant('app/routes/here', form, '#app/routes/there/read-page.server.ts', true)
		plant('app/routes/here', form, '../there/route.tsx', true)
		plant('app/routes/here', form, '#seed/frameworks/built-in.ts', false)
		plant('app/routes/here', form, '#seed/roadmap-templates/built-in.ts', false)
		plant('app/routes/here', form, '#seed/training/topics.ts', false)
		plant('app/routes/here', form, '#seed/demo/load-sample.server.ts', true)
		plant('app/routes/here', form, '#seed/frameworks/../demo/load-sample.server.ts', true)
		plant('app/data', form, '#seed/frameworks/built-in.ts', true)
		plant('app/domain/tier', form, './half-steps.ts', false)
		plant('app/domain/tier', form, '#app/domain/access/policy.ts', false)
		plant('app/domain/tier', form, '../../data/database.server.ts', true)
		plant('app', form, './ui/button.tsx', false)
		plant('app', form, './data/prisma/client.ts', true)
		plant('app/server', form, '#app/root.tsx', true)
	}
	return all
}

/** A type in place is an import as well: another rule refuses the form as such. */
const IN_PLACE = `export type P = import('pg').Pool\n`
const REQUIRED = `export const pg = require('pg')\n`

const planted = plants()
const found = new Map<string, Set<string>>()
let folder = ''

beforeAll(() => {
	folder = mkdtempSync(path.join(tmpdir(), 'contour-walls-'))
	copyFileSync(path.join(ROOT, '.oxlintrc.json'), path.join(folder, '.oxlintrc.json'))
	const write = (file: string, text: string) => {
		mkdirSync(path.join(folder, path.dirname(file)), { recursive: true })
		writeFileSync(path.join(folder, file), text)
	}
	for (const { file, text } of planted) write(file, text)
	write('app/ui/in-place.ts', IN_PLACE)
	write('app/ui/required.ts', REQUIRED)
	write(
		'tests/anything.ts',
		`import { Pool } from 'pg'\nimport '#app/routes/there/route.tsx'\nexport { Pool }\n`,
	)

	const { stdout } = spawnSync(OXLINT, ['--format', 'json'], {
		cwd: folder,
		encoding: 'utf8',
		maxBuffer: 256 * 1024 * 1024,
	})
	const report = JSON.parse(stdout) as { diagnostics: Array<{ code: string; filename: string }> }
	for (const { code, filename } of report.diagnostics) {
		found.set(filename, (found.get(filename) ?? new Set()).add(code))
	}
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const WALL = 'eslint(no-restricted-imports)'

test.each(Object.keys(MAY_IMPORT))(
	'the linter refuses what the table does not allow %s, and nothing else',
	(from) => {
		const own = planted.filter(({ file }) => path.posix.dirname(file) === from)
		const wrong = own.filter(({ file, refused }) => (found.get(file)?.has(WALL) ?? false) !== refused)
		expect(wrong.map(({ what, refused }) => `${refused ? 'let through' : 'refused'}: ${what}`)).toEqual([])
		expect(own.filter(({ refused }) => refused).length).toBeGreaterThan(20)
		expect(own.filter(({ refused }) => !refused).length).toBeGreaterThan(10)
	},
)

test('the walls hold in folders within folders', () => {
	const deep = planted.filter(({ file }) => file.startsWith('app/domain/tier/'))
	expect(deep.length).toBeGreaterThan(0)
	for (const { file, refused, what } of deep) expect(found.get(file)?.has(WALL) ?? false, what).toBe(refused)
})

test('types in place and require are refused as such', () => {
	expect(found.get('app/ui/in-place.ts')).toContain('typescript(consistent-type-imports)')
	expect(found.get('app/ui/required.ts')).toContain('typescript(no-require-imports)')
})

test('tests may import anything', () => {
	expect(found.get('tests/anything.ts')).toBeUndefined()
})
