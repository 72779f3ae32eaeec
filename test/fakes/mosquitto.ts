import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import net, { type AddressInfo } from "node:net";
import { delimiter, join } from "node:path";
import { after } from "node:test";

/** Debian keeps the broker outside of a user's PATH. */
const PLACES = [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin"];
/** How long a broker or a subscriber may take to be there. */
const PATIENCE_MS = 10_000;

/** The broker's program, when it and its tools are installed. */
export function findMosquitto(): string | undefined {
	const tools = ["mosquitto_sub", "mosquitto_passwd"].every((tool) => spawnSync(tool, ["--help"]).error === undefined);
	return tools ? PLACES.map((place) => join(place, "mosquitto")).find((path) => existsSync(path)) : undefined;
}

/** A port of the loopback that nobody has now. */
export async function freePort(): Promise<number> {
	const server = net.createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, "close");
	return port;
}

/** Waits for something that happens in a moment. */
export async function until(condition: () => boolean, what: string): Promise<void> {
	for (const end = Date.now() + PATIENCE_MS; !condition(); ) {
		if (Date.now() > end) throw new Error(`${what} did not happen in ${PATIENCE_MS} ms`);
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

/** Ends a process by its id, and waits until it is gone. */
async function end(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const gone = once(child, "exit");
	child.kill();
	await gone;
}

let brokers = 0;

/** Starts a mosquitto of our own on a free port of the loopback, with these lines of configuration; its files go to `folder`. `env`: more of its environment. */
export async function startMosquitto(
	folder: string,
	configure: (port: number) => readonly string[],
	env: NodeJS.ProcessEnv = {},
) {
	const port = await freePort();
	const name = `mosquitto-${++brokers}`;
	const logFile = join(folder, `${name}.log`);
	const configFile = join(folder, `${name}.conf`);
	const lines = [...configure(port), "persistence false", "log_type all", `log_dest file ${logFile}`];
	if (process.getuid?.() === 0) lines.push("user root");
	writeFileSync(configFile, `${lines.join("\n")}\n`);
	const child = spawn(findMosquitto() ?? "mosquitto", ["-c", configFile], {
		stdio: "ignore",
		env: { ...process.env, ...env },
	});
	after(() => end(child));
	const log = (): string => (existsSync(logFile) ? readFileSync(logFile, "utf8") : "");
	await until(() => log().includes("running"), "the start of mosquitto");
	return { port, log, close: () => end(child) };
}

/** Runs mosquitto_sub until `close`, which returns the lines it printed. `isReady`: whether its broker has taken the subscription. */
export async function subscribe(args: readonly string[], isReady: () => boolean) {
	const child = spawn("mosquitto_sub", args, { stdio: ["ignore", "pipe", "inherit"] });
	after(() => end(child));
	let output = "";
	child.stdout.on("data", (data: Buffer) => {
		output += data.toString();
	});
	await until(isReady, "a subscription");
	return {
		async close(): Promise<string[]> {
			await new Promise((resolve) => setTimeout(resolve, 300)); // what the broker has passed on arrives
			await end(child);
			return output.split("\n").filter((line) => line !== "");
		},
	};
}
