import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { build } from "esbuild";
import { keepCredentials } from "../../sim/broker/credentials";
import { findRoot } from "../../sim/root";

const base = mkdtempSync(join(tmpdir(), "fieldfeed-credentials-"));
after(() => rmSync(base, { recursive: true, force: true }));
const NONE = { transport: "tls", port: 0, clientId: undefined, userName: undefined, password: undefined };
type Wishes = Parameters<typeof keepCredentials>[1];
const wishes = (changes: object = {}): Wishes => ({ ...NONE, ...changes }) as Wishes;

test("credentials are made once, kept, and read by their owner alone", () => {
	const file = join(base, "once", "credentials.txt");
	const first = keepCredentials(file, wishes());
	assert.deepEqual(keepCredentials(file, wishes()), first);
	assert.equal(statSync(file).mode & 0o777, 0o600);
	assert.ok(readFileSync(file, "utf8").includes(`password = ${first.password}\n`));
});

test("what the user wishes goes over what is kept, and is kept", () => {
	const file = join(base, "wished", "credentials.txt");
	keepCredentials(file, wishes());
	keepCredentials(file, wishes({ password: "as I say" }));
	assert.equal(keepCredentials(file, wishes()).password, "as I say");
});

test("simulators that start together on a fresh machine have the same credentials", async () => {
	const program = join(base, "together.mjs");
	await build({
		entryPoints: [join(findRoot(), "sim/broker/credentials.ts")],
		bundle: true,
		platform: "node",
		format: "esm",
		outfile: join(base, "credentials.mjs"),
	});
	writeFileSync(
		program,
		`import { keepCredentials } from "./credentials.mjs";
while (Date.now() < Number(process.argv[3]));
process.stdout.write(keepCredentials(process.argv[2], { transport: "tls", port: 0 }).password);`,
	);
	for (let round = 0; round < 5; round++) {
		const file = join(base, `together${round}`, "credentials.txt");
		const start = String(Date.now() + 400);
		const passwords = await Promise.all(
			Array.from({ length: 4 }, async () => {
				const child = spawn(process.execPath, [program, file, start], { stdio: ["ignore", "pipe", "inherit"] });
				let output = "";
				child.stdout.on("data", (data: Buffer) => {
					output += data.toString();
				});
				await once(child, "close");
				return output;
			}),
		);
		assert.equal(new Set(passwords).size, 1, passwords.join(" "));
		assert.ok(passwords[0].length > 8);
		assert.deepEqual(readdirSync(join(base, `together${round}`)), ["credentials.txt"]);
	}
});
