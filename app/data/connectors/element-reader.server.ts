import { Tokenizer, TokenType } from '@streamparser/json'
import { importLimits } from '#app/domain/import/import-kind.ts'
import type { FileRecord } from './connector.ts'
import { UnreadableFile } from './connector.ts'

export type ElementShape = {
	/** The field of the file whose list it is; null where the file is the list. */
	list: string | null
	/**
	 * What is read of each element, by the names of fields from the outside in, joined by points. Lists on the way are gone
	 * into, and what is found in several places is added up.
	 */
	fields: readonly string[]
}

/** Numbers stay as they are written: an exact decimal is no double. */
class TextTokenizer extends Tokenizer {
	protected override parseNumber(text: string): number {
		return text as unknown as number
	}
}

type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing'
type Container = { isList: boolean; key: string }

/** Reads a JSON file piece by piece, of which only the wanted fields of one element are ever in memory. Fields that nobody knows are passed over. */
export class ElementReader {
	readonly #tokenizer = new TextTokenizer()
	readonly #shape: ElementShape
	readonly #column: ReadonlyMap<string, number>
	readonly #containers: Container[] = []
	#expected: Expected = 'value'
	/** How many containers are around an element of the list; 0 outside of it. */
	#depth = 0
	#cells: string[] | null = null
	#elements = 0
	#found: FileRecord[] = []
	#offset = 0
	#quiet = 0
	#lines = { before: 0, start: 0 }
	#chunk: Uint8Array = new Uint8Array()

	constructor(shape: ElementShape) {
		this.#shape = shape
		this.#column = new Map(shape.fields.map((field, column) => [field, column]))
		this.#tokenizer.onToken = ({ token, value, offset }) => {
			this.#quiet = 0
			this.#take(token, value, offset)
		}
		this.#tokenizer.onError = (error) => {
			throw error
		}
	}

	/** The elements that end in this piece. Their row is their place in the list, from 1. */
	write(chunk: Uint8Array): FileRecord[] {
		this.#chunk = chunk
		this.#quiet += chunk.length
		this.#guard(() => this.#tokenizer.write(chunk))
		const limit = importLimits.rowCharacters
		if (this.#quiet > limit + chunk.length)
			throw new UnreadableFile({ kind: 'long-row', row: this.#elements + 1, limit })
		this.#passLines(this.#offset + chunk.length)
		this.#offset += chunk.length
		const found = this.#found
		this.#found = []
		return found
	}

	end(): void {
		this.#chunk = new Uint8Array()
		if (!this.#tokenizer.isEnded) this.#guard(() => this.#tokenizer.end())
		if (this.#expected !== 'nothing') throw this.#broken(this.#offset)
	}

	#guard(run: () => void): void {
		try {
			run()
		} catch (error) {
			if (error instanceof UnreadableFile) throw error
			const at = Number(/position "(\d+)"/.exec((error as Error).message)?.[1] ?? this.#offset)
			throw this.#broken(at)
		}
	}

	/** Counts lines up to a byte of the piece at hand. */
	#passLines(to: number): void {
		let { before, start } = this.#lines
		for (
			let at = this.#chunk.indexOf(10);
			at !== -1 && this.#offset + at < to;
			at = this.#chunk.indexOf(10, at + 1)
		) {
			before += 1
			start = this.#offset + at + 1
		}
		this.#lines = { before, start }
	}

	#place(offset: number): { row: number; column: number } {
		this.#passLines(offset)
		return { row: this.#lines.before + 1, column: Math.max(1, offset - this.#lines.start + 1) }
	}

	#broken = (offset: number) => new UnreadableFile({ kind: 'broken-json', ...this.#place(offset) })

	#take(token: TokenType, value: unknown, offset: number): void {
		const top = this.#containers.at(-1)
		const isValue = this.#expected === 'value' || this.#expected === 'value-or-end'
		switch (token) {
			case TokenType.LEFT_BRACE:
			case TokenType.LEFT_BRACKET:
				if (!isValue) throw this.#broken(offset)
				return this.#open(token === TokenType.LEFT_BRACKET, offset)
			case TokenType.RIGHT_BRACE:
			case TokenType.RIGHT_BRACKET: {
				const isList = token === TokenType.RIGHT_BRACKET
				const mayEnd =
					this.#expected === 'comma-or-end' || this.#expected === (isList ? 'value-or-end' : 'key-or-end')
				if (!top || top.isList !== isList || !mayEnd) throw this.#broken(offset)
				return this.#close()
			}
			case TokenType.COLON:
				if (this.#expected !== 'colon') throw this.#broken(offset)
				this.#expected = 'value'
				return
			case TokenType.COMMA:
				if (this.#expected !== 'comma-or-end') throw this.#broken(offset)
				this.#expected = top?.isList ? 'value' : 'key'
				return
			case TokenType.STRING:
				if (top && (this.#expected === 'key' || this.#expected === 'key-or-end')) {
					top.key = String(value)
					this.#expected = 'colon'
					return
				}
		}
		if (!isValue) throw this.#broken(offset)
		this.#expected = top ? 'comma-or-end' : 'nothing'
		if (this.#cells) this.#note(token, value)
	}

	#open(isList: boolean, offset: number): void {
		const { list } = this.#shape
		const around = this.#containers
		const isInList =
			list === null
				? around.length === 1 && around[0]?.isList
				: around.length === 2 && !around[0]?.isList && around[0]?.key === list && around[1]?.isList
		if (this.#depth === 0 && isInList && !isList) {
			this.#depth = around.length
			this.#cells = this.#shape.fields.map(() => '')
			this.#elements += 1
			const { rows: limit } = importLimits
			if (this.#elements > limit) throw new UnreadableFile({ kind: 'too-many-rows', limit })
		}
		if (around.length >= importLimits.depth) {
			throw new UnreadableFile({ kind: 'deep-json', ...this.#place(offset), limit: importLimits.depth })
		}
		around.push({ isList, key: '' })
		this.#expected = isList ? 'value-or-end' : 'key-or-end'
	}

	#close(): void {
		this.#containers.pop()
		this.#expected = this.#containers.length === 0 ? 'nothing' : 'comma-or-end'
		if (this.#cells && this.#containers.length === this.#depth) {
			this.#found.push({ row: this.#elements, cells: this.#cells })
			this.#cells = null
			this.#depth = 0
		}
	}

	#note(token: TokenType, value: unknown): void {
		let path = ''
		for (let i = this.#depth; i < this.#containers.length; i += 1) {
			const container = this.#containers[i]
			if (container && !container.isList) path = path === '' ? container.key : `${path}.${container.key}`
		}
		const column = this.#column.get(path)
		if (column === undefined || !this.#cells) return
		const text = textOf(token, value)
		const before = this.#cells[column] ?? ''
		this.#cells[column] = before === '' ? text : addTexts(before, text)
	}
}

function textOf(token: TokenType, value: unknown): string {
	if (token === TokenType.NULL) return ''
	if (token === TokenType.TRUE) return '1'
	return token === TokenType.FALSE ? '0' : String(value)
}

const whole = /^-?\d{1,18}$/

function addTexts(a: string, b: string): string {
	if (whole.test(a) && whole.test(b)) return String(BigInt(a) + BigInt(b))
	return b === '' ? a : String(Number(a) + Number(b))
}
