import { existsSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { listPorts } from "./serial.mjs";

const LOOK_MS = 300;

/** What people see of a run: steps, progress, questions. In JSON mode nothing, and nothing is asked. */
export class People {
	#quiet;
	#shown = false;

	constructor({ json }) {
		this.#quiet = json === true;
	}

	say(text) {
		this.#endProgress();
		if (!this.#quiet) process.stdout.write(`${text}\n`);
	}

	/** A share from 0 to 1, on a terminal only. */
	progress(share) {
		if (this.#quiet || !process.stdout.isTTY) return;
		process.stdout.write(`\r  ${String(Math.floor(share * 100)).padStart(3)} %`);
		this.#shown = true;
	}

	/** Asks for the console's password without showing it; undefined where there is nobody to ask. */
	async askPassword() {
		this.#endProgress();
		const { stdin, stderr } = process;
		if (this.#quiet || !stdin.isTTY) return undefined;
		stderr.write("the console is locked; its password: ");
		stdin.setRawMode(true);
		try {
			return await readHidden(stdin);
		} finally {
			stdin.setRawMode(false);
			stdin.pause();
			stderr.write("\n");
		}
	}

	/** Waits until the next board is there: its port has gone and come back, or somebody presses Enter. */
	async waitForNext(port) {
		this.say(`plug the next board in at ${port} (or press Enter when it is there)`);
		const input = createInterface({ input: process.stdin });
		let enter = false;
		input.once("line", () => {
			enter = true;
		});
		let gone = false;
		while (!enter) {
			const there = await isThere(port);
			if (gone && there) break;
			gone ||= !there;
			await sleep(LOOK_MS);
		}
		input.close();
		if (!enter) await sleep(LOOK_MS * 3); // the system is still giving it its rights
	}

	#endProgress() {
		if (this.#shown) process.stdout.write("\r");
		this.#shown = false;
	}
}

async function isThere(port) {
	if (process.platform !== "win32") return existsSync(port);
	return (await listPorts()).some(({ path }) => path.toLowerCase() === port.toLowerCase());
}

/** A line of keys from a raw terminal; undefined for Ctrl-C and Ctrl-D. */
async function readHidden(stdin) {
	let text = "";
	for (;;) {
		for (const key of await nextKeys(stdin)) {
			if (key === "\r" || key === "\n") return text;
			if (key === "\x03" || key === "\x04") return undefined;
			if (key === "\x7f" || key === "\b") text = [...text].slice(0, -1).join("");
			else if (key >= " ") text += key;
		}
	}
}

function nextKeys(stdin) {
	return new Promise((resolve) => {
		stdin.once("data", (data) => resolve(data.toString("utf8")));
		stdin.resume();
	});
}
