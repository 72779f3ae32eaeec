import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { BrokerWishes } from "../thingspeak/embedded";

/** What ThingSpeak's ports are, so that only the host needs to be set. */
const PORTS: Readonly<Record<string, number>> = { tcp: 1_883, tls: 8_883, auto: 8_883, ws: 80, wss: 443 };

/**
 * Fills in what the user did not wish: the credentials of an earlier run in `file`, so that a board which stored them still gets in, or new
 * ones; and the usual port. Writes them to `file` as ThingSpeak's download "plain text" has them; only its owner may read it.
 */
export function keepCredentials(file: string, wishes: BrokerWishes): BrokerWishes {
	const kept = read(file);
	const clientId = wishes.clientId ?? kept.clientId ?? "fieldfeed-simulator";
	const userName = wishes.userName ?? kept.username ?? "simulator";
	const password = wishes.password ?? kept.password ?? randomBytes(18).toString("base64url");
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, `username = ${userName}\nclientId = ${clientId}\npassword = ${password}\n`, { mode: 0o600 });
	chmodSync(file, 0o600);
	return { ...wishes, port: wishes.port || (PORTS[wishes.transport] ?? 0), clientId, userName, password };
}

function read(file: string): Readonly<Record<string, string | undefined>> {
	try {
		const found = readFileSync(file, "utf8").matchAll(/^(\w+) = (.+)$/gm);
		return Object.fromEntries([...found].map(([, name, value]) => [name, value]));
	} catch {
		return {}; // the first run
	}
}
