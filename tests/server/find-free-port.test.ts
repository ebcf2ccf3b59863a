import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { findFreePort } from '#app/server/find-free-port.ts'

test('a found port is none that the system could give to an outgoing connection, and can be listened on', async () => {
	for (let round = 0; round < 20; round += 1) {
		const port = await findFreePort()
		expect(port).toBeGreaterThanOrEqual(1024)
		expect(port).toBeLessThan(32_768)
		const server = createServer().listen(port, '127.0.0.1')
		await once(server, 'listening')
		server.close()
		await once(server, 'close')
	}
})
