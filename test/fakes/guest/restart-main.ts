import storage from "embedded:storage/key-value";
import { toUtf8 } from "core/utf8";
import system from "native/system";

interface Port {
	read(): ArrayBuffer | undefined;
	write(bytes: Uint8Array): void;
	close(): void;
}

/**
 * A firmware for tests of a restart: says how often it has booted (by its storage and by its retained memory), why, and a random number;
 * restarts when something is typed.
 */
export default function main(): { close(): void } {
	const io = storage.open({ path: "test", format: "buffer" });
	const stored = new Uint8Array(1);
	io.read("boots", stored);
	stored[0]++;
	io.write("boots", stored);
	const retained = new Uint8Array(32);
	system.readRetained(retained);
	retained[0]++;
	system.writeRetained(retained);
	const text = `boot ${stored[0]}, retained ${retained[0]}, reason ${system.resetReason()}, random ${Math.random()};`;
	const Serial = device.io.Serial as unknown as new (options: object) => Port;
	let told = false;
	const port = new Serial({
		...device.Serial?.default,
		baud: 115_200,
		onReadable() {
			system.restart();
			trace("never heard\n");
		},
		onWritable() {
			const bytes = toUtf8(text);
			if (!told && bytes) port.write(bytes);
			told = true;
		},
	});
	return port;
}
