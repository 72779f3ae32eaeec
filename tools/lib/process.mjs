import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

const running = new Set();

/** A program that was started: what it has said so far, and whether it still runs. */
class Program {
	output = "";
	exit = undefined;
	#child;

	constructor(child) {
		this.#child = child;
		running.add(this);
		for (const stream of [child.stdout, child.stderr, ...child.stdio.slice(3)]) {
			stream?.on("data", (data) => {
				this.output += data;
			});
		}
		child.on("error", (error) => this.#ended(error.message));
		child.on("exit", (code, signal) => this.#ended(signal ?? `exit code ${code}`));
	}

	#ended(how) {
		this.exit ??= how;
		running.delete(this);
	}

	/** Ends it, gently first; resolves when it is gone. */
	async stop() {
		await this.#signal("SIGTERM");
		await this.kill();
	}

	/** Ends it as `kill -9` does, in the middle of whatever it does; resolves when it is gone. */
	kill() {
		return this.#signal("SIGKILL");
	}

	async #signal(signal) {
		if (this.exit !== undefined) return;
		this.#child.kill(signal);
		for (let i = 0; i < 30 && this.exit === undefined; i++) await sleep(100);
	}
}

/** Starts a program. Its standard output and error, and file descriptor 3, are collected in `output`. */
export function start(command, words, options = {}) {
	return new Program(spawn(command, words, { ...options, stdio: ["ignore", "pipe", "pipe", "pipe"] }));
}

/** Ends every program that was started here and still runs, by its process id. */
export async function stopAll() {
	for (const program of [...running]) await program.stop();
}

/** Waits until `condition` holds; false when it did not within `seconds`. */
export async function until(condition, seconds) {
	for (let left = seconds * 10; left > 0; left--) {
		if (condition()) return true;
		await sleep(100);
	}
	return condition();
}

/** A TCP port of this PC that nobody uses now. */
export function freePort() {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once("error", reject);
		server.listen(0, "127.0.0.1", () => {
			const { port } = server.address();
			server.close(() => resolve(port));
		});
	});
}
