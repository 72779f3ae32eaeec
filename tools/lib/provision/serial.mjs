import { readdirSync } from "node:fs";

const BAUD = 115_200;
/** More than this without an end is no line. */
const LINE_MAX = 65_536;

/** The package serialport; an Error of one line where it could not be installed. */
async function load() {
	try {
		return (await import("serialport")).SerialPort;
	} catch {
		throw new Error(
			"the package serialport is not there: npm install, and a C++ compiler where it has none for this computer",
		);
	}
}

/** The ports of this computer: `{ path, what }`. */
export async function listPorts() {
	const ports = await (await load()).list().catch(lookInDev);
	return ports
		.filter(({ vendorId, path }) => vendorId !== undefined || !/ttyS\d+$/.test(path)) // of which Linux has 32, board or not
		.map(({ path, manufacturer, serialNumber }) => ({
			path,
			what: [manufacturer, serialNumber].filter(Boolean).join(", "),
		}));
}

/** On a Linux without udev (a container) the package cannot list. */
function lookInDev(error) {
	if (process.platform !== "linux") throw new Error(`the ports cannot be listed (${error.message})`);
	const names = readdirSync("/dev").filter((name) => /^tty(USB|ACM)\d+$/.test(name));
	return names.map((name) => ({ path: `/dev/${name}` }));
}

/** Opens a port as a Line. Throws an Error of one line. */
export async function openLine(path) {
	const SerialPort = await load();
	// Without hang-up on close: on many boards that line resets the chip.
	const port = new SerialPort({ path, baudRate: BAUD, autoOpen: false, hupcl: false });
	await new Promise((resolve, reject) => {
		port.open((error) => (error ? reject(new Error(whyNotOpen(path, error.message))) : resolve()));
	});
	return new Line(path, port);
}

/** What is wrong with a port, from what the package says (its Unix and Windows bindings). */
export function whyNotOpen(path, message) {
	if (/no such file|file not found|ENOENT/i.test(message))
		return `${path}: there is no such port; is the board plugged in, and its cable one for data? --list shows the ports`;
	if (/lock|busy|temporarily unavailable|access denied/i.test(message))
		return `${path}: another program has this port; close it (a terminal, a serial monitor, npm run flash)`;
	if (/permission denied|EACCES/i.test(message))
		return `${path}: no permission; on Linux: sudo usermod -aG dialout $USER, then log in again`;
	return `${path}: it cannot be opened as a serial port`;
}

/** Lines of text both ways over a port. */
class Line {
	/** True once anything has come. */
	heard = false;
	#path;
	#port;
	#lines = [];
	#begun = [];
	#begunLength = 0;
	#wake = () => undefined;
	#gone = false;

	constructor(path, port) {
		this.#path = path;
		this.#port = port;
		port.on("data", (bytes) => this.#take(bytes));
		port.on("error", () => this.#lost());
		port.on("close", () => this.#lost());
	}

	/** Sends text as it is. */
	async send(text) {
		this.#check();
		await new Promise((resolve, reject) => {
			const failed = () => reject(this.#goneError());
			this.#port.write(text, (error) => (error ? failed() : this.#port.drain((late) => (late ? failed() : resolve()))));
		});
	}

	/** The next line that is not empty; undefined when none has come within `ms`. */
	async next(ms) {
		const end = Date.now() + ms;
		for (;;) {
			const line = this.#lines.shift();
			if (line !== undefined) return line;
			this.#check();
			const left = end - Date.now();
			if (left <= 0) return undefined;
			await new Promise((resolve) => {
				const timer = setTimeout(resolve, left);
				this.#wake = () => {
					clearTimeout(timer);
					resolve();
				};
			});
		}
	}

	/** Forgets what comes until nothing has come for `ms`. */
	async quiet(ms) {
		while ((await this.next(ms)) !== undefined);
	}

	async close() {
		if (this.#gone) return;
		this.#gone = true;
		await new Promise((resolve) => this.#port.close(resolve));
	}

	#take(bytes) {
		this.heard = true;
		let from = 0;
		for (let at = 0; at < bytes.length; at++) {
			if (bytes[at] !== 0x0d && bytes[at] !== 0x0a) continue;
			this.#put(bytes.subarray(from, at));
			const text = Buffer.concat(this.#begun).toString("utf8").trim();
			this.#drop();
			if (text !== "") this.#lines.push(text);
			from = at + 1;
		}
		this.#put(bytes.subarray(from));
		this.#wake();
	}

	#put(bytes) {
		if (this.#begunLength + bytes.length > LINE_MAX) this.#drop();
		this.#begun.push(bytes.subarray(-LINE_MAX));
		this.#begunLength += bytes.length;
	}

	#drop() {
		this.#begun = [];
		this.#begunLength = 0;
	}

	#lost() {
		this.#gone = true;
		this.#wake();
	}

	#check() {
		if (this.#gone) throw this.#goneError();
	}

	#goneError() {
		return new Error(`${this.#path}: the port is gone; was the board unplugged?`);
	}
}
