import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/**
 * `npm run sbom` prints npm's bill of materials (CycloneDX) of what serves in production.
 *
 * npm's own `--omit dev` leaves out also what serves and is at the same time a development dependency of some package
 * (react, zod), so npm is given a lock file that has no development dependencies.
 */
const ROOT = path.join(import.meta.dirname, '..')
type Manifest = Record<string, unknown>
type Lock = { packages: Record<string, { dev?: boolean; devOptional?: boolean; devDependencies?: unknown }> }

const read = (name: string): unknown => JSON.parse(readFileSync(path.join(ROOT, name), 'utf8'))
const { devDependencies: _dev, ...manifest } = read('package.json') as Manifest
const lock = read('package-lock.json') as Lock
const packages = Object.entries(lock.packages)
	.filter(([, { dev, devOptional }]) => !dev && !devOptional)
	.map(([place, { devDependencies: _, ...entry }]) => [place, entry])

const folder = mkdtempSync(path.join(tmpdir(), 'contour-sbom-'))
try {
	writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest))
	writeFileSync(
		path.join(folder, 'package-lock.json'),
		JSON.stringify({ ...lock, packages: Object.fromEntries(packages) }),
	)
	const { status } = spawnSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
		cwd: folder,
		stdio: 'inherit',
	})
	process.exitCode = status ?? 1
} finally {
	rmSync(folder, { recursive: true, force: true })
}
