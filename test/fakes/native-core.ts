import { execFileSync, spawn } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import type { Failure } from "core/result";
import { type Core, TlsPhase } from "net/tls/core";

/** Of an answer, before its result: see tls-remote.c. */
const HEAD = 23;
const NOTHING = new Uint8Array(0);

/** The board's TLS core in C, in a process of its own (test/native/tls-remote.c), which each call waits for. Safe to close twice; it ends with the test file. */
export class NativeCore implements Core {
	#pipes: Pipes | undefined;
	#state: Buffer = Buffer.alloc(HEAD);

	/** `program`: where tls-remote was built. */
	constructor(program: string) {
		this.#pipes = startRemote(program);
		after(() => this.close());
	}

	open(
		host: string,
		roots: Uint8Array = NOTHING,
		now: number,
		session: Uint8Array = NOTHING,
		certificate: Uint8Array = NOTHING,
		key: Uint8Array = NOTHING,
	): Failure {
		const date = Buffer.alloc(8);
		date.writeBigInt64LE(BigInt(now));
		const blobs = [Buffer.from(host), roots, session, certificate, key];
		return this.#call("o", Buffer.concat([date, ...blobs.flatMap((blob) => [number(blob.length), blob])]))[0];
	}

	close(): void {
		const pipes = this.#pipes;
		this.#pipes = undefined;
		this.#state = Buffer.alloc(HEAD);
		if (!pipes) return;
		closeSync(pipes.calls);
		closeSync(pipes.answers);
	}

	shut(): void {
		this.#call("x", NOTHING);
	}

	receive(buffer: Uint8Array, from: number, to: number): number {
		const taken = this.#call("r", buffer.subarray(from, to));
		return taken.length > 0 ? taken.readUInt32LE() : 0;
	}

	send(buffer: Uint8Array, most: number): number {
		return this.#fill("s", buffer, Math.min(most, buffer.length));
	}

	read(buffer: Uint8Array): number {
		return this.#fill("p", buffer, buffer.length);
	}

	write(buffer: Uint8Array, from: number, to: number): boolean {
		return this.#call("w", buffer.subarray(from, to))[0] === 1;
	}

	save(buffer: Uint8Array): number {
		return this.#fill("v", buffer, buffer.length);
	}

	get phase(): TlsPhase {
		return this.#pipes ? this.#state[0] : TlsPhase.Ended;
	}

	get reason(): Failure {
		return this.#state[1];
	}

	get resumed(): boolean {
		return (this.#state[2] & 1) !== 0;
	}

	get hasSession(): boolean {
		return (this.#state[2] & 2) !== 0;
	}

	get detail(): number {
		return this.#state.readInt32LE(3);
	}

	get pending(): number {
		return this.#state.readUInt32LE(7);
	}

	get readable(): number {
		return this.#state.readUInt32LE(11);
	}

	get writable(): number {
		return this.#state.readUInt32LE(15);
	}

	#fill(letter: string, target: Uint8Array, size: number): number {
		const bytes = this.#call(letter, number(size));
		target.set(bytes);
		return bytes.length;
	}

	/** Calls the core and waits; the result, empty when it is closed. */
	#call(letter: string, bytes: Uint8Array): Buffer {
		if (!this.#pipes) return Buffer.alloc(0);
		const { calls, answers } = this.#pipes;
		const call = Buffer.concat([Buffer.from(letter), number(bytes.length), bytes]);
		for (let at = 0; at < call.length; ) at += writeSync(calls, call, at);
		this.#state = readAll(answers, HEAD);
		return readAll(answers, this.#state.readUInt32LE(HEAD - 4));
	}
}

/** File descriptors of both pipes, ours. */
interface Pipes {
	readonly calls: number;
	readonly answers: number;
}

/** Starts the program between two named pipes: those that Node makes by itself cannot be waited for within a call. */
function startRemote(program: string): Pipes {
	const folder = mkdtempSync(join(tmpdir(), "fieldfeed-core-"));
	try {
		const paths = [join(folder, "calls"), join(folder, "answers")];
		execFileSync("mkfifo", paths);
		const [calls, answers] = paths.map(openBoth);
		// The program has its ends alone: when one of us is gone, the other hears of it and nobody waits for ever.
		const child = spawn(program, { stdio: [calls.reading, answers.writing, "inherit"] });
		child.unref();
		child.on("error", () => undefined); // its pipes end, which is told where they are read
		closeSync(calls.reading);
		closeSync(answers.writing);
		return { calls: calls.writing, answers: answers.reading };
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Both ends of a named pipe, neither of which waits for the other to be opened. */
function openBoth(path: string): { readonly reading: number; readonly writing: number } {
	const held = openSync(path, "r+");
	const ends = { reading: openSync(path, "r"), writing: openSync(path, "w") };
	closeSync(held);
	return ends;
}

function readAll(file: number, length: number): Buffer {
	const bytes = Buffer.alloc(length);
	for (let at = 0; at < length; ) {
		const count = readSync(file, bytes, at, length - at, null);
		if (count === 0) throw new Error("the TLS core's process has ended");
		at += count;
	}
	return bytes;
}

function number(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(value);
	return bytes;
}
