import type { IncomingMessage, RequestOptions } from 'node:http'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import type { DeliveryOutcome, DeliveryProblem } from '#app/domain/webhook/delivery.ts'
import type { Address, ResolveName } from './find-addresses.server.ts'
import { findAddresses } from './find-addresses.server.ts'

/** How long a message may take, from the look at its name to the answer. Shorter than a lock is waited for. */
const patience = 8000
/** What is read of an answer before it is cut off; none of it is kept. */
const mostOfAnswer = 64 * 1024

/**
 * Posts a message to a public address, once: no redirect is followed, no connection is used again, and the connection goes to
 * the very address that was checked.
 */
export async function postMessage(of: {
	url: URL
	headers: Record<string, string>
	body: string
	patience?: number
	resolve?: ResolveName
}): Promise<DeliveryOutcome> {
	const signal = AbortSignal.timeout(of.patience ?? patience)
	const refuse = (problem: DeliveryProblem) => ({ ok: false, problem, status: null }) as const
	const addresses = await findAddresses(of.url, { signal, ...(of.resolve && { resolve: of.resolve }) })
	if (signal.aborted) return refuse('timeout')
	if (!addresses) return refuse('address')
	try {
		const status = await send({ ...of, addresses, signal })
		return status >= 200 && status < 300 ? { ok: true, status } : { ok: false, problem: 'status', status }
	} catch (error) {
		return refuse(signal.aborted ? 'timeout' : problemOf(error))
	}
}

function send(of: {
	url: URL
	headers: Record<string, string>
	body: string
	addresses: readonly Address[]
	signal: AbortSignal
}): Promise<number> {
	const { url, body, addresses, signal } = of
	const options: RequestOptions = {
		method: 'POST',
		// Of its own, which is closed afterwards: one that is used again would lead where a name led before.
		agent: false,
		headers: { ...of.headers, 'Content-Length': Buffer.byteLength(body) },
		lookup: answerWith(addresses),
		signal,
	}
	return new Promise((resolve, reject) => {
		const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, options, (answer) => {
			resolve(answer.statusCode ?? 0)
			letGo(answer)
		})
		request.on('error', reject)
		request.end(body)
	})
}

/** Reads on so that the other side ends in order, up to so much: the signal cuts off what does not end. */
function letGo(answer: IncomingMessage): void {
	let read = 0
	answer.on('data', (chunk: Buffer) => {
		read += chunk.length
		if (read > mostOfAnswer) answer.destroy()
	})
	answer.on('error', () => undefined)
}

/** What a connection asks for its name gets the addresses that were checked. */
function answerWith(addresses: readonly Address[]): LookupFunction {
	return (_name, { all }, answer) => {
		const [first] = addresses
		if (all) answer(null, [...addresses])
		else answer(null, first?.address ?? '', first?.family)
	}
}

function problemOf(error: unknown): DeliveryProblem {
	const code = String((error as { code?: unknown }).code)
	if (code === 'ETIMEDOUT') return 'timeout'
	return /CERT|_TLS_|_SSL_|SIGNATURE|EPROTO/.test(code) ? 'certificate' : 'connection'
}
