type Watch = {
	onPiece: (piece: Uint8Array) => void
	/** Once: before the reader is told of the end, and when it goes away or the body breaks. */
	onEnd: (isWhole: boolean) => Promise<void>
}

/** The same body, with a look at what passes and how it ends. */
export function watchBody(
	body: ReadableStream<Uint8Array>,
	{ onPiece, onEnd }: Watch,
): ReadableStream<Uint8Array> {
	const reader = body.getReader()
	let hasEnded = false
	const end = async (isWhole: boolean) => {
		if (hasEnded) return
		hasEnded = true
		await onEnd(isWhole)
	}
	return new ReadableStream<Uint8Array>(
		{
			async pull(controller) {
				try {
					const { done, value } = await reader.read()
					if (value) {
						onPiece(value)
						controller.enqueue(value)
					}
					if (!done) return
				} catch (error) {
					await end(false)
					throw error
				}
				await end(true)
				controller.close()
			},
			async cancel(reason) {
				await Promise.all([reader.cancel(reason), end(false)])
			},
		},
		{ highWaterMark: 0 },
	)
}
