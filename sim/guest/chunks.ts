/** Takes `count` bytes off the front of `chunks`, which hold as many. */
export function takeBytes(chunks: Uint8Array[], count: number): Uint8Array {
	const taken = new Uint8Array(count);
	for (let at = 0; at < count; ) {
		const first = chunks[0];
		const part = first.subarray(0, count - at);
		taken.set(part, at);
		at += part.length;
		if (part.length === first.length) chunks.shift();
		else chunks[0] = first.subarray(part.length);
	}
	return taken;
}
