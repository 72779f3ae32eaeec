import { COMMANDS } from "console/commands";
import { FakeTerminal } from "fakes/console";
import { FakeHost, sealed } from "fakes/host";
import { equal, ok } from "harness";

/** What is planted: no part of it of four characters stands in anything else that the console prints. */
const SECRETS = ["Zq7#kVx9wJ", "QXJ%;zzkvq PWKX", "xqzWJ'K\"vqk", "JKQÜ漢zxvW", "ZKJX 9QVW"];
const PART = 4;
/** Types lines at one console; throws when a part of a secret comes back. */
export function plant(random: () => number, lines: number): void {
	const locked = random() < 0.2;
	const stored = locked ? { "console.password": sealed("Zq7#kVx9wJ") } : {};
	const terminal = new FakeTerminal({
		// The wizard's open questions show what is typed, as they must; its hidden ones have tests of their own.
		commands: COMMANDS.filter(({ name }) => name !== "wizard"),
		host: new FakeHost({ stored, build: { "sensor.air.model": "sht3x" } }),
		json: random() < 0.15,
	});
	const parts = SECRETS.flatMap(partsOf);
	for (let i = 0; i < lines; i++) {
		const line = lineWith(random);
		for (const key of garbled(line, random)) terminal.bytes(key);
		if (random() < 0.3) terminal.console.line("a log line");
		if (random() < 0.05) terminal.clock.advance(600);
		const task = terminal.host.tasks.pop();
		if (task && !task.cancelled) task.events.onDone();
		const output = terminal.take();
		for (const part of parts)
			ok(!output.includes(part), `"${part}" of a secret came back behind ${JSON.stringify(line)}: ${output}`);
	}
	terminal.clock.advance(600);
	equal(terminal.faults, []);
}

function partsOf(secret: string): readonly string[] {
	const characters = [...secret];
	const parts: string[] = [];
	for (let i = 0; i + PART <= characters.length; i++) parts.push(characters.slice(i, i + PART).join(""));
	return parts;
}

function pick<T>(random: () => number, list: readonly T[]): T {
	return list[Math.floor(random() * list.length)];
}

/** A line that holds a secret where a person may put one: a value, an argument too many, the wrong prompt, behind a mistyped word. */
function lineWith(random: () => number): string {
	const secret = pick(random, SECRETS);
	const quoted = pick(random, [secret, secret, `"${secret}"`, `'${secret}'`, `"${secret}`, `'${secret}`]);
	const key = pick(random, ["mqtt.password", "net.wifi.1.password", "console.password", "MQTT.Password", "mqtt.key"]);
	const wrong = pick(random, [
		"mqtt.pasword",
		"mqtt.passwordx",
		"mqttpassword",
		"net.wifi.4.password",
		"wifi.password",
		"passwort",
		"",
	]);
	switch (Math.floor(random() * 17)) {
		case 0:
			return `set ${key} ${quoted}`;
		case 1:
			return `set ${wrong} ${quoted}`;
		case 2:
			return quoted;
		case 3:
			return `set ${key}\r${secret}\r${secret}`;
		case 4:
			return `unlock ${quoted}`;
		case 5:
			return `unlock\r${secret}`;
		case 6:
			return `${pick(random, ["get", "show", "unset", "help", "save", "log", "json", "scan", "sample", "time", "sett", "export", "restart"])} ${quoted}`;
		case 7:
			return `set ${key} ${quoted}; show; get ${key}; diff; export; save`;
		case 8:
			return `{"mqtt": {"password": "${secret.split('"').join("")}"}}`;
		case 9:
			return `import\r{"${secret}": 1}`;
		case 10:
			return `import\r#define SECRET_MQTT_PASSWORD "${secret}"\r#define SECRET_MQTT_USERNAME "${secret}"\r.`;
		case 11:
			return `show; ${quoted}; ${quoted} ${quoted}`;
		case 12:
			return `save; ${secret}`;
		case 13:
			return `set ${secret}`;
		case 14:
			return `set ${key}=${secret}`;
		case 15:
			return `export --with-secrets ${secret}`;
		default:
			return `${pick(random, ["reload", "json on", "json off", "lock", "diff", "export", "show", "queue", "scan wifi"])}`;
	}
}

/** The bytes of the line and its Enter, in pieces, with editing keys between them that leave it as it is or drop all of it. */
function garbled(line: string, random: () => number): readonly (readonly number[])[] {
	const harmless = ["x\x7f", "\x1b[D\x1b[C", "\x01\x05", "\x1b[A\x1b[B", "\x1b[200~", "\0", "\x1b[5~"];
	const pieces: (readonly number[])[] = [];
	const edit = random() < 0.4;
	for (const character of `${line}\r`) {
		pieces.push([...new Uint8Array(bytesOf(character))]);
		if (edit && random() < 0.1) pieces.push(bytesOf(pick(random, harmless)));
		if (random() < 0.01)
			pieces.push(bytesOf(pick(random, ["\t", "\x1b[A", "\x15", "\x17", "\x03", "\x0c", "\x04", "\x1b[3~"])));
	}
	return random() < 0.5 ? [pieces.flat()] : pieces;
}

function bytesOf(text: string): readonly number[] {
	const bytes: number[] = [];
	for (const character of text) {
		const code = character.codePointAt(0) ?? 0;
		if (code < 0x80) bytes.push(code);
		else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
		else bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f));
	}
	return bytes;
}
