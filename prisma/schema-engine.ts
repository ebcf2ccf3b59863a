import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import type { SqlDriverAdapter, SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils'
import type { SchemaEngine } from '@prisma/schema-engine-wasm'
import pg from 'pg'

type EngineModule = {
	SchemaEngine: { new: typeof SchemaEngine.new }
	__wbg_set_wasm: (exports: WebAssembly.Exports) => void
}

/** PostgreSQL's one-byte type of its catalogs, which the adapter takes for unknown. */
const CHAR_OID = 18
const TEXT_OID = 25

/**
 * Runs `use` with Prisma's schema engine (the WebAssembly one that npm carries)
 * connected to a database, and closes what it opened.
 */
export async function withSchemaEngine<T>(
	connectionString: string,
	use: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
	const { SchemaEngine: Engine } = await loadEngine()
	const { factory, close } = adapterFactory(connectionString)
	const engine = await Engine.new(
		{ datamodels: undefined },
		() => undefined,
		bindMigrationAwareSqlAdapterFactory(factory),
	)
	try {
		return await use(engine)
	} finally {
		engine.free()
		// The engine's end leaves its connections open.
		await close()
	}
}

let loaded: EngineModule | undefined

/** Node cannot import WebAssembly as the package's own entry does, so its two halves are joined here. */
async function loadEngine(): Promise<EngineModule> {
	if (loaded) return loaded
	const require = createRequire(import.meta.url)
	const directory = path.dirname(require.resolve('@prisma/schema-engine-wasm'))
	const glue: EngineModule = await import(pathToFileURL(path.join(directory, 'schema_engine_bg.js')).href)
	const { instance } = await WebAssembly.instantiate(
		readFileSync(path.join(directory, 'schema_engine_bg.wasm')),
		{ './schema_engine_bg.js': glue as unknown as WebAssembly.ModuleImports },
	)
	Object.assign(globalThis, {
		PRISMA_WASM_PANIC_REGISTRY: {
			set_message(message: string) {
				throw new Error(`Prisma's schema engine broke: ${message}`)
			},
		},
	})
	glue.__wbg_set_wasm(instance.exports)
	// Without its start function the engine misreads every argument.
	const start = instance.exports.__wbindgen_start
	if (typeof start === 'function') start()
	loaded = glue
	return glue
}

function adapterFactory(connectionString: string) {
	const { hostname, port, username, password, pathname } = new URL(connectionString)
	const pool = new pg.Pool({
		host: hostname,
		port: Number(port || 5432),
		user: decodeURIComponent(username),
		password: decodeURIComponent(password),
		database: decodeURIComponent(pathname.slice(1)),
		max: 2,
	})
	pool.on('error', () => undefined)
	const charColumns = hideCharType(pool)
	const stock = new PrismaPg(pool, { schema: 'public' })
	const connect = async () => {
		const adapter: SqlDriverAdapter = await stock.connect()
		// The stock one cuts scripts at every semicolon, also within a function's body.
		adapter.executeScript = async (script) => {
			await pool.query(script)
		}
		const queryRaw = adapter.queryRaw.bind(adapter)
		adapter.queryRaw = async (query) => {
			const result = await queryRaw(query)
			for (const column of charColumns.get(result.rows) ?? []) {
				result.columnTypes[column] = ColumnTypeEnum.Character
			}
			return result
		}
		return adapter
	}
	const factory: SqlMigrationAwareDriverAdapterFactory = {
		provider: stock.provider,
		adapterName: stock.adapterName,
		connect,
		connectToShadowDb: connect,
	}
	return { factory, close: () => pool.end() }
}

/**
 * The stock adapter refuses results with a column of that type: it is shown text
 * instead, and the columns are returned by the rows of their result.
 */
function hideCharType(pool: pg.Pool): WeakMap<object, number[]> {
	const columns = new WeakMap<object, number[]>()
	const query = pool.query.bind(pool) as (config: pg.QueryConfig) => Promise<pg.QueryResult>
	const replacement = async (config: pg.QueryConfig) => {
		const result = await query(config)
		const found: number[] = []
		for (const [index, field] of (result.fields ?? []).entries()) {
			if (field.dataTypeID !== CHAR_OID) continue
			field.dataTypeID = TEXT_OID
			found.push(index)
		}
		columns.set(result.rows ?? result, found)
		return result
	}
	pool.query = replacement as unknown as typeof pool.query
	return columns
}
