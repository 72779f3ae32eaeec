import type { Socket } from "node:net";
import type { Fault, FaultKind, Way } from "./fault";

/** So many bytes may wait; then the sender is not read any more. */
const ROOM = 262_144;
/** A throttled stream goes out so often a second. */
const SLICES = 20;

/** What a pipe asks of its proxy: which faults there are. */
export interface Weather {
	/** The fault of this kind that touches this direction now. */
	find(kind: FaultKind, way: Way): Fault | undefined;
	/** It has touched bytes or a connection. */
	hit(fault: Fault): void;
	/** In [0, 1). */
	random(): number;
}

/** What a pipe is given. */
export interface PipeOptions {
	readonly way: Way;
	readonly from: Socket;
	readonly to: Socket;
	readonly weather: Weather;
	/** The pipe has passed what it should of a stream that is cut: the whole connection ends. */
	readonly onCut: () => void;
}

/** Bytes, or how the stream ends, and when they are due. */
interface Item {
	readonly what: Buffer | "end" | "reset";
	readonly due: number;
}

/** One direction of a connection: takes bytes, keeps them in order, and passes them on as the faults let it. */
export class Pipe {
	readonly #options: PipeOptions;
	readonly #queue: Item[] = [];
	#waiting = 0;
	/** When the last of the queue is due: nothing overtakes. */
	#last = 0;
	/** When the next byte may go, with a throttle or byte by byte. */
	#next = 0;
	#timer: NodeJS.Timeout | undefined;
	#closed = false;
	#limit = Number.POSITIVE_INFINITY;
	/** Bytes passed on. */
	passed = 0;
	/** Takes everything, passes nothing, tells nobody. */
	dead = false;

	constructor(options: PipeOptions) {
		this.#options = options;
		options.to.on("drain", () => this.pump());
	}

	/** Nothing behind byte number `limit` passes, and the connection ends there. */
	limit(limit: number): void {
		this.#limit = limit;
	}

	/** Takes what the sender has written. */
	take(bytes: Buffer): void {
		if (this.dead || this.#closed) return;
		const { way, weather, from } = this.#options;
		let kept = bytes;
		const corrupt = weather.find("corrupt", way);
		if (corrupt) {
			kept = Buffer.from(bytes); // the middle, so that of a TLS record's it is not the length
			kept[kept.length >> 1] ^= 0x10;
			weather.hit(corrupt);
		}
		const truncate = weather.find("truncate", way);
		const room = truncate ? bytes.length >> 1 : this.#limit;
		this.#limit -= bytes.length;
		if (room <= bytes.length) kept = kept.subarray(0, room);
		this.#push(kept);
		this.#waiting += kept.length;
		if (room <= bytes.length) {
			this.finish("end");
			if (truncate) weather.hit(truncate);
			this.#options.onCut();
		} else if (this.#waiting > ROOM) from.pause();
		this.pump();
	}

	/** The sender has ended: so does the stream, behind what still waits. */
	finish(how: "end" | "reset"): void {
		if (this.dead || this.#closed) return;
		this.#closed = true;
		this.#push(how);
		this.pump();
	}

	/** Passes on what is due. Called again when faults come and go. */
	pump(): void {
		const { way, weather, to } = this.#options;
		clearTimeout(this.#timer);
		for (let item = this.#queue[0]; item !== undefined && !this.dead; item = this.#queue[0]) {
			const stall = weather.find("stall", way);
			if (stall) return weather.hit(stall);
			if (to.writableNeedDrain && item.what !== "reset") return;
			const wait = Math.max(item.due, this.#next) - performance.now();
			if (wait > 0) {
				this.#timer = setTimeout(() => this.pump(), Math.ceil(wait));
				return;
			}
			this.#pass(item);
		}
	}

	/** Forgets what waits and stops. */
	drop(): void {
		this.#closed = true;
		this.#queue.length = 0;
		clearTimeout(this.#timer);
	}

	#push(what: Item["what"]): void {
		const { way, weather } = this.#options;
		const now = performance.now();
		let due = now;
		const latency = weather.find("latency", way);
		const jitter = weather.find("jitter", way);
		const coalesce = weather.find("coalesce", way);
		if (latency) due += latency.amount;
		if (jitter) due += weather.random() * jitter.amount;
		if (coalesce) due = Math.max(due, this.#last > now ? this.#last : now + coalesce.amount);
		for (const fault of [latency, jitter, coalesce]) if (fault) weather.hit(fault);
		this.#last = Math.max(this.#last, due);
		this.#queue.push({ what, due: this.#last });
	}

	#pass({ what }: Item): void {
		const { way, weather, from, to } = this.#options;
		if (typeof what === "string") {
			this.#queue.shift();
			if (what === "end") to.end();
			else to.resetAndDestroy();
			return;
		}
		const single = weather.find("byte-by-byte", way);
		const throttle = weather.find("throttle", way);
		let bytes = what;
		if (single) bytes = what.subarray(0, 1);
		else if (throttle) bytes = what.subarray(0, Math.max(1, Math.ceil(throttle.amount / SLICES)));
		else if (weather.find("coalesce", way)) bytes = this.#join();
		if (single) this.#pace(single, single.amount);
		if (throttle) this.#pace(throttle, (bytes.length * 1_000) / throttle.amount);
		this.#shift(bytes.length);
		this.#waiting -= bytes.length;
		this.passed += bytes.length;
		if (bytes.length > 0) to.write(bytes);
		if (this.#waiting <= ROOM && from.isPaused()) from.resume();
	}

	#pace(fault: Fault, ms: number): void {
		this.#next = Math.max(this.#next, performance.now() + ms);
		this.#options.weather.hit(fault);
	}

	/** All the bytes at the head of the queue that are due, as one. */
	#join(): Buffer {
		const now = performance.now();
		const end = this.#queue.findIndex(({ what, due }) => typeof what === "string" || due > now);
		const items = end < 0 ? this.#queue : this.#queue.slice(0, end);
		return Buffer.concat(items.map(({ what }) => what as Buffer));
	}

	/** Takes `count` bytes off the head of the queue, and items without any. */
	#shift(count: number): void {
		let left = count;
		do {
			const { what, due } = this.#queue[0];
			if (typeof what === "string") return;
			if (what.length > left) {
				this.#queue[0] = { what: what.subarray(left), due };
				return;
			}
			left -= what.length;
			this.#queue.shift();
		} while (left > 0);
	}
}
