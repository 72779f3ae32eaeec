import type { ProvisionHost } from "fakes/provision-host";
import { FakeConsole } from "fakes/provision-line";

/**
 * As much of a console as npm run provision talks to: json on and off, version, lock, unlock, test, provision. Bytes in and out, one
 * character a byte. Until `json on` it echoes and prompts.
 */
export class FakeBoard {
	/** Every command that was run, but for the lines of transfers. */
	readonly commands: string[] = [];
	/** The console's password; "" for none. */
	password = "";
	/** How `test` goes, in order. */
	tests: boolean[] = [];
	locked = false;
	json = false;
	readonly #console: FakeConsole;
	#line = "";

	constructor(host: ProvisionHost) {
		this.#console = new FakeConsole(host);
	}

	/** Everything that was written in answer to `provision`. */
	get said(): string {
		return this.#console.output;
	}

	/** Ten seconds without a line. */
	idle(): string {
		return this.#console.idle();
	}

	/** Takes characters; returns what is written. */
	take(text: string): string {
		let out = "";
		for (const character of text) out += this.#key(character);
		return out;
	}

	#key(character: string): string {
		if (this.#console.busy) return this.#console.take(character.charCodeAt(0));
		if (character === "\x03" || character === "\x15") this.#line = "";
		else if (character === "\r" || character === "\n") return this.#enter();
		else this.#line += character;
		return this.json || character < " " ? "" : character;
	}

	#enter(): string {
		const line = this.#line;
		this.#line = "";
		if (line === "") return this.json ? "" : "\r\n> ";
		this.commands.push(line.split(" ")[0] === "unlock" ? "unlock" : line);
		if (line.startsWith("provision ") && !this.locked) {
			let reply = "";
			for (const character of `${line}\r`) reply += this.#console.take(character.charCodeAt(0));
			return reply;
		}
		const answer = this.#run(line);
		return this.json ? `${JSON.stringify(answer)}\r\n` : `\r\n${answer.text ?? "ok"}\r\n> `;
	}

	#run(line: string): { readonly ok: boolean; readonly [name: string]: unknown } {
		if (line === `unlock "${this.password.replace(/["\\]/g, "\\$&")}"`) {
			this.locked = false;
			return { ok: true };
		}
		if (this.locked && !line.startsWith("json "))
			return { ok: false, error: "locked", text: 'the console is locked: "unlock" first' };
		switch (line) {
			case "json on":
				this.json = true;
				return { ok: true, command: "json" };
			case "json off":
				this.json = false;
				return { ok: true };
			case "version":
				return { ok: true, command: "version", version: "1.2.3", board: "fake" };
			case "lock":
				this.locked = this.password !== "";
				return { ok: true };
			case "test":
				return this.tests.shift() ? { ok: true } : { ok: false, error: "test", text: "dns: no such host" };
			default:
				return { ok: false, error: "unknownCommand", text: "unknown command" };
		}
	}
}
