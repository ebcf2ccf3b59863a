import { defineConfig } from 'prisma/config'

// The Prisma CLI asks for its native schema engine even where it runs none; any
// executable satisfies it, and migrations run on the engine that npm carries.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath

export default defineConfig({ schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' } })
