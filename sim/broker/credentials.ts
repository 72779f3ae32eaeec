import { randomBytes } from "node:crypto";
import { chmodSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { BrokerWishes } from "../thingspeak/embedded";

/** What ThingSpeak's ports are, so that only the host needs to be set. */
const PORTS: Readonly<Record<string, number>> = { tcp: 1_883, tls: 8_883, auto: 8_883, ws: 80, wss: 443 };

/** Who the board is at the broker. */
interface Credentials {
	readonly clientId: string;
	readonly userName: string;
	readonly password: string;
}

/**
 * Fills in what the user did not wish: the credentials of an earlier run in `file`, so that a board which stored them still gets in, or new
 * ones; and the usual port. Writes them to `file` as ThingSpeak's download "plain text" has them; only its owner may read it.
 */
export function keepCredentials(file: string, wishes: BrokerWishes): BrokerWishes {
	mkdirSync(dirname(file), { recursive: true });
	const kept = read(file);
	const made = fill(wishes, kept);
	const credentials = write(file, made, kept === undefined) ? made : fill(wishes, read(file));
	return { ...wishes, port: wishes.port || (PORTS[wishes.transport] ?? 0), ...credentials };
}

function fill(wishes: BrokerWishes, kept: Kept = {}): Credentials {
	return {
		clientId: wishes.clientId ?? kept.clientId ?? "fieldfeed-simulator",
		userName: wishes.userName ?? kept.username ?? "simulator",
		password: wishes.password ?? kept.password ?? randomBytes(18).toString("base64url"),
	};
}

/** Written aside and moved in one go. False when `fresh` and another simulator, started at the same moment, was faster: its file stays. */
function write(file: string, { clientId, userName, password }: Credentials, fresh: boolean): boolean {
	const aside = `${file}.${process.pid}`;
	writeFileSync(aside, `username = ${userName}\nclientId = ${clientId}\npassword = ${password}\n`, { mode: 0o600 });
	chmodSync(aside, 0o600); // one left by a crash keeps its own mode
	try {
		if (fresh) linkSync(aside, file);
		else renameSync(aside, file);
		return true;
	} catch (error) {
		if (!fresh || (error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
		return false;
	} finally {
		rmSync(aside, { force: true });
	}
}

type Kept = Readonly<Record<string, string | undefined>>;

/** Undefined when there is no file. */
function read(file: string): Kept | undefined {
	try {
		const found = readFileSync(file, "utf8").matchAll(/^(\w+) = (.+)$/gm);
		return Object.fromEntries([...found].map(([, name, value]) => [name, value]));
	} catch {
		return undefined; // the first run
	}
}
