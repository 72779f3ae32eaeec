import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import net, { type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";

/** Whether the openssl command is there. */
export const hasOpenssl = spawnSync("openssl", ["version"]).error === undefined;

async function freePort(): Promise<number> {
	const server = net.createServer();
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

/** `openssl s_server` on the loopback, which sends each line back reversed. It ends with the test file. Resolves when it listens. */
export async function startOpenssl(shown: { certificate: string; privateKey: string }, words: readonly string[] = []) {
	const folder = mkdtempSync(join(tmpdir(), "fieldfeed-openssl-"));
	const [chain, key] = [join(folder, "chain.pem"), join(folder, "key.pem")];
	writeFileSync(chain, shown.certificate);
	writeFileSync(key, shown.privateKey, { mode: 0o600 });
	const port = await freePort();
	const fixed = ["s_server", "-accept", `127.0.0.1:${port}`, "-cert", chain, "-cert_chain", chain, "-key", key, "-rev"];
	const child = spawn("openssl", [...fixed, ...words], { stdio: ["ignore", "pipe", "pipe"] });
	after(() => {
		child.kill();
		rmSync(folder, { recursive: true, force: true });
	});
	let output = "";
	await new Promise<void>((resolve, reject) => {
		const take = (text: Buffer): void => {
			output += text;
			if (output.includes("ACCEPT")) resolve();
		};
		child.stdout.on("data", take);
		child.stderr.on("data", take);
		child.on("exit", () => reject(new Error(`openssl s_server does not start: ${output}`)));
	});
	return { port, output: () => output };
}
