import config from "mc/config";

interface Port {
	format: string;
	read(count?: number | Uint8Array): ArrayBuffer | number | undefined;
	write(data: unknown): void;
	close(): void;
}

type Open = new (options: object) => Port;

/** Opens the board's serial port; `without`: not even its pins are given. */
function openPort(options: object, without = false): Port {
	const Serial = device.io.Serial as unknown as Open;
	return new Serial({ ...(without ? {} : device.Serial?.default), baud: 115_200, ...options });
}

function attempt(what: string, action: () => unknown): void {
	try {
		trace(`${what}: ${String(action())}\n`);
	} catch (error) {
		trace(`${what}: ${String(error)}\n`);
	}
}

/** Sends back what it reads, in pieces of `most` bytes. */
function echo(most: number): Port {
	const port = openPort({
		format: "buffer",
		onReadable(count: number) {
			const piece = new Uint8Array(Math.min(count, most));
			port.read(piece);
			trace(`readable ${count}\n`);
			port.write(piece);
		},
		onWritable: () => undefined,
	});
	return port;
}

/** Writes `total` bytes as fast as it is told of room, and then one byte too many. */
function flood(total: number): Port {
	let left = total;
	const port = openPort({
		onWritable(count: number) {
			const now = Math.min(count, left);
			port.write(new Uint8Array(now).fill(0x55));
			left -= now;
			if (now === count) attempt("one more", () => port.write(Uint8Array.of(1)));
			trace(`room ${count}\n`);
		},
	});
	return port;
}

/** Tries what the class must refuse, and each way to read. */
function inspect(): Port {
	attempt("no pin", () => openPort({}, true));
	attempt("port 3", () => openPort({ port: 3 }));
	attempt("baud 0", () => openPort({ baud: 0 }));
	attempt("format", () => openPort({ format: "string" }));
	const port = openPort({
		onReadable(count: number) {
			trace(`readable ${count}\n`);
			if (count < 8) return;
			attempt("read(0)", () => port.read(0));
			attempt("read(2)", () => new Uint8Array(port.read(2) as ArrayBuffer));
			attempt("read(buffer)", () => port.read(new Uint8Array(3)));
			port.format = "number";
			attempt("number", () => port.read());
			port.format = "buffer";
			attempt("read()", () => new Uint8Array(port.read() as ArrayBuffer));
			attempt("nothing", () => port.read());
			port.close();
			port.close();
			attempt("closed", () => port.read());
			attempt("again", () => openPort({ baud: 9_600 }).close());
		},
	});
	attempt("second", () => openPort({}));
	attempt("too early", () => port.write(Uint8Array.of(1)));
	attempt("format", () => port.format);
	return port;
}

/** A firmware for tests of the simulated serial port; `config.part` says what it does. */
export default function main(): { close(): void } {
	switch (config.part) {
		case "echo":
			return echo(Number.POSITIVE_INFINITY);
		case "nibble":
			return echo(3);
		case "flood":
			return flood(10_000);
		case "deaf":
			return openPort({});
		default:
			return inspect();
	}
}
