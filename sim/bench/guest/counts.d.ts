/** What the machine that a script of the bench runs in knows of itself (sim/bench/xs/host.c). */
declare const counts: {
	/** Bytecodes run so far. */
	meter(): number;
	/** Slots in use, garbage included. */
	slots(): number;
	/** Bytes of chunks in use, garbage included. */
	chunks(): number;
	/** Collects garbage. */
	collect(): void;
	/** How often garbage was collected; -1 where the engine does not count that. */
	collections(): number;
	/** Leaves so many slots and bytes of chunks free. */
	fill(slots: number, chunks: number): void;
	/** Slots that there are, free ones included: more only behind a collection that has not freed enough. */
	slotsMade(): number;
	/** The same of bytes of chunks. */
	chunksMade(): number;
	/** A line on standard output. */
	line(text: string): void;
};
