import { FakeTerminal } from "fakes/console";
import { base64, sequence } from "fakes/pem";
import { equal, ok, test } from "harness";

/** A certificate of so many lines. */
function pem(lines: number): string {
	const text = base64(sequence(lines * 48 - 4));
	let body = "";
	for (let at = 0; at < text.length; at += 64) body += `${text.slice(at, at + 64)}\n`;
	return `-----BEGIN CERTIFICATE-----\n${body}-----END CERTIFICATE-----\n`;
}

const SECRET = "hunter2 is no password";

test("import: JSON ends by itself, all of it is staged, and none of it is shown", () => {
	const terminal = new FakeTerminal();
	terminal.type("import\r");
	const text = JSON.stringify(
		{ mqtt: { clientId: "abc", password: SECRET }, device: { name: "shed" } },
		undefined,
		"\t",
	);
	terminal.type(`${text}\r`);
	equal(terminal.host.draft.staged.get("mqtt.password"), SECRET);
	equal(terminal.host.draft.staged.get("device.name"), "shed");
	ok(terminal.output.includes("3 settings staged: mqtt.clientId, mqtt.password, device.name"));
	ok(!terminal.output.includes("hunter2") && !terminal.output.includes("shed"));
	equal(terminal.screen.line, "fieldfeed*>");
});

test("import: a PEM of 4 KB, pasted at once, is taken whole", () => {
	const terminal = new FakeTerminal();
	const text = pem(62);
	ok(text.length > 4_000);
	terminal.type(`import\r${text}get mqtt.port\r`);
	equal(terminal.host.draft.staged.get("mqtt.ca"), text);
	ok(terminal.output.endsWith("(not set)\r\nfieldfeed*> "));
});

test("import: a PEM in the pieces a UART gives, with CR LF, is the same", () => {
	const terminal = new FakeTerminal();
	const text = pem(62);
	const sent = text.split("\n").join("\r\n");
	terminal.type("import\r");
	for (let at = 0; at < sent.length; at += 11) {
		terminal.type(sent.slice(at, at + 11));
		terminal.clock.advance(1);
	}
	equal(terminal.host.draft.staged.get("mqtt.ca"), text);
});

test("import: a line that begins as one of its forms starts it by itself", () => {
	const terminal = new FakeTerminal();
	terminal.type(pem(3));
	equal(terminal.host.draft.staged.get("mqtt.ca"), pem(3));
	terminal.type('{"device.name": "shed"}\r');
	equal(terminal.host.draft.staged.get("device.name"), "shed");
	terminal.type(
		`#define SECRET_MQTT_USERNAME "me"\r#define SECRET_MQTT_PASSWORD "${SECRET}"\r#define SECRET_MQTT_CLIENT_ID "me"\r.\r`,
	);
	equal(terminal.host.draft.staged.get("mqtt.password"), SECRET);
	ok(!terminal.output.includes("hunter2"));
});

test("import: JSON in one line longer than a line may be starts it, too", () => {
	const terminal = new FakeTerminal();
	const settings: Record<string, string> = { "mqtt.password": SECRET };
	for (let i = 1; i <= 8; i++) settings[`channel.${i}.status`] = "x".repeat(200);
	terminal.type(`${JSON.stringify(settings)}\r`);
	equal(terminal.host.draft.staged.get("mqtt.password"), SECRET);
	equal(terminal.host.draft.staged.get("channel.8.status"), "x".repeat(200));
	ok(!terminal.output.includes("hunter2"));
});

test("import: Ctrl-C gives it up; a dot alone ends it; backspace edits the line", () => {
	const terminal = new FakeTerminal();
	terminal.type('import\r{"device.name":\r\x03');
	equal(terminal.screen.line, "fieldfeed>");
	terminal.type("import\r{\r.\r");
	ok(terminal.output.includes("import: "));
	equal(terminal.host.draft.changed, false);
	terminal.type('import\r{"device.nome\x08\x08\x08ame": "shed"}\r');
	equal(terminal.host.draft.staged.get("device.name"), "shed");
});

test("import: too much is refused when all of it has gone by, and none of it runs as commands", () => {
	const terminal = new FakeTerminal();
	terminal.type("import\r");
	for (let i = 0; i < 400; i++) terminal.type(`set device.name line ${i} ${"x".repeat(40)}\r`);
	terminal.clock.advance(400);
	terminal.type("set device.name last\r");
	equal(terminal.host.draft.changed, false);
	terminal.clock.advance(501);
	ok(
		terminal.output.endsWith("more than 16384 characters: nothing was taken\r\nfieldfeed> "),
		terminal.output.slice(-90),
	);
	equal(terminal.run("get device.name"), ["fieldfeed"]);
});

test("import: on a locked console a paste is refused whole", () => {
	const terminal = new FakeTerminal();
	terminal.run("set console.password correct horse; save; lock");
	terminal.type(`{\r"mqtt.password": "${SECRET}",\r"x": 1\r}\r`);
	terminal.clock.advance(600);
	ok(terminal.output.endsWith('the console is locked: "unlock" first\r\nfieldfeed (locked)> '));
	ok(!terminal.output.includes("hunter2"));
});

test("import: in JSON mode it takes the same lines, and answers once", () => {
	const terminal = new FakeTerminal({ json: true });
	terminal.type('import\r{\r"device.name": "shed"\r}\r');
	equal(JSON.parse(terminal.take()), { ok: true, command: "import", keys: ["device.name"] });
});

test("export: what it prints, import takes; secrets only with yes", () => {
	const terminal = new FakeTerminal();
	terminal.run(`set mqtt.password ${SECRET}`);
	terminal.run('set device.name "a \\"b\\""; set mqtt.port 1883');
	ok(!terminal.run("export").join("").includes("hunter2"));
	terminal.type("export --with-secrets\r");
	equal(terminal.screen.line, "passwords will be shown in the clear: type yes to go on:");
	equal(terminal.run("no"), ["that was no yes: nothing was done"]);
	const lines = terminal.run("export --with-secrets yes");
	const other = new FakeTerminal();
	other.type(`${lines.join("\r")}\r`);
	equal(other.run("get mqtt.port"), ["1883"]);
	equal(other.host.draft.staged.get("mqtt.password"), SECRET);
	equal(other.host.draft.staged.get("device.name"), 'a "b"');
});
