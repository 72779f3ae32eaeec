import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import net, { type AddressInfo } from "node:net";
import { delimiter, join } from "node:path";
import { makeChain } from "../broker/certificates";

/** Debian keeps the broker outside of a user's PATH. */
const PLACES = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin"];

/** The program, where it is installed. */
export function findMosquitto(): string | undefined {
	const path = PLACES.map((place) => join(place, "mosquitto")).find((one) => existsSync(one));
	return path !== undefined && spawnSync(path, ["-h"]).error === undefined ? path : undefined;
}

/** A mosquitto of our own, with TLS and a CA of its own; and a port without TLS for a witness. It can be killed and started again. */
export class Mosquitto {
	/** Port of TLS. */
	readonly port: number;
	readonly plainPort: number;
	/** File of the CA. */
	readonly ca: string;
	readonly #program: string;
	readonly #folder: string;
	#child: ChildProcess | undefined;

	private constructor(program: string, folder: string, port: number, plainPort: number) {
		this.#program = program;
		this.#folder = folder;
		this.port = port;
		this.plainPort = plainPort;
		this.ca = join(folder, "ca.pem");
	}

	/** Writes certificates and configuration into `folder`, on free ports of the loopback. It does not run yet. */
	static async make(program: string, folder: string): Promise<Mosquitto> {
		const { ca, intermediate, server } = await makeChain();
		const file = (name: string, text: string): string => {
			writeFileSync(join(folder, name), text, { mode: 0o600 });
			return join(folder, name);
		};
		const broker = new Mosquitto(program, folder, await freePort(), await freePort());
		const lines = [
			`listener ${broker.port} 127.0.0.1`,
			`cafile ${file("ca.pem", ca.certificate)}`,
			`certfile ${file("server.pem", server.certificate + intermediate.certificate)}`,
			`keyfile ${file("server.key", server.privateKey)}`,
			`listener ${broker.plainPort} 127.0.0.1`,
			"allow_anonymous true",
			"persistence false",
			"log_type all",
			`log_dest file ${join(folder, "mosquitto.log")}`,
			...(process.getuid?.() === 0 ? ["user root"] : []),
		];
		file("mosquitto.conf", `${lines.join("\n")}\n`);
		return broker;
	}

	get running(): boolean {
		return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
	}

	/** What it has logged in all its lives. */
	get log(): string {
		const path = join(this.#folder, "mosquitto.log");
		return existsSync(path) ? readFileSync(path, "utf8") : "";
	}

	start(): void {
		this.#child = spawn(this.#program, ["-c", join(this.#folder, "mosquitto.conf")], { stdio: "ignore" });
	}

	/** Ends it with a signal, by its id, and waits until it is gone. */
	async kill(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
		const child = this.#child;
		if (!child || !this.running) return;
		const gone = once(child, "exit");
		child.kill(signal);
		await gone;
	}
}

async function freePort(): Promise<number> {
	const server = net.createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, "close");
	return port;
}
