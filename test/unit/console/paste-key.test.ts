import { FakeTerminal } from "fakes/console";
import { pem } from "fakes/pem";
import { KEY, keyPem, pkcs8, rsaKey } from "fakes/private-key";
import { equal, ok, test } from "harness";

const RSA = keyPem(pkcs8(rsaKey(4_096)));
/** What of a key must not be seen: any of its lines. */
const LINES = [...KEY.split("\n"), ...RSA.split("\n")].filter((line) => line.length > 20);

/** Types it; then the paste is over. */
function typed(text: string, terminal = new FakeTerminal()): FakeTerminal {
	terminal.type(text);
	terminal.clock.advance(600);
	for (const line of LINES) equal(terminal.output.includes(line), false, "a line of the key");
	return terminal;
}

test("set mqtt.key without a value takes a pasted PEM, unseen", () => {
	const { host, output } = typed(`set mqtt.key\r${RSA}`);
	equal(host.draft.staged.get("mqtt.key"), RSA);
	ok(output.includes("mqtt.key = ********"), output);
});

test("set mqtt.certificate and mqtt.ca without a value take a pasted PEM", () => {
	for (const key of ["mqtt.certificate", "mqtt.ca"]) {
		const { host, output } = typed(`set ${key}\r${pem() + pem(400)}`);
		equal(host.draft.staged.get(key), pem() + pem(400));
		ok(output.includes(`${key} = (PEM, `), output);
	}
});

test("set mqtt.key with the PEM pasted behind it takes all its lines", () => {
	const { host, screen } = typed(`set mqtt.key ${KEY}`);
	equal(host.draft.staged.get("mqtt.key"), KEY);
	equal(screen.line, "fieldfeed*>");
});

test("set mqtt.key: what is no key is refused in one line without any of it; Ctrl-C gives up", () => {
	const { host, output } = typed("set mqtt.key\rSesame1\r.\r");
	ok(output.includes("mqtt.key: allowed is one private key") && !output.includes("Sesame1"), output);
	equal(host.draft.staged.has("mqtt.key"), false);
	ok(typed("set mqtt.key\r\x03").output.includes("cancelled"));
});

test("import: a certificate with a private key is the client's; a private key alone is mqtt.key", () => {
	const both = typed(`import\r${pem() + KEY}`);
	equal([both.host.draft.staged.get("mqtt.certificate"), both.host.draft.staged.get("mqtt.key")], [pem(), KEY]);
	equal(both.host.draft.staged.has("mqtt.ca"), false);
	ok(both.output.includes("2 settings staged: mqtt.certificate, mqtt.key"));
	const alone = typed(KEY);
	equal([...alone.host.draft.staged.keys()].includes("mqtt.key"), true);
	equal(alone.host.draft.staged.has("mqtt.ca"), false);
});

test("import: a certificate alone is mqtt.ca, and the answer says where a client's goes", () => {
	const { host, output } = typed(pem());
	equal(host.draft.staged.get("mqtt.ca"), pem());
	ok(output.includes('a client certificate goes by "set mqtt.certificate"'), output);
});

test("import: an encrypted private key is refused, and nothing is set", () => {
	const { host, output } = typed(keyPem(pkcs8(rsaKey(2_048)), "ENCRYPTED PRIVATE KEY"));
	ok(output.includes("mqtt.key: allowed is one private key in PEM, not encrypted"), output);
	equal(host.draft.changed, false);
});

test("a private key is in no answer: show, get, diff, export, and their JSON", () => {
	const terminal = typed(`import\r${pem() + RSA}`);
	for (const line of ["show", "get mqtt.key", "diff", "export", "save", "json on", "get mqtt.key", "export", "show"])
		typed(`${line}\r`, terminal);
	ok(terminal.output.includes("mqtt.key"));
	ok(!terminal.output.includes("PRIVATE KEY"), terminal.output);
});

test("export with secrets has the key line by line, as a program and an import take it", () => {
	const terminal = new FakeTerminal();
	terminal.type(`import\r${pem() + KEY}`);
	terminal.clock.advance(600);
	const lines = terminal.run("export --with-secrets yes");
	const from = lines.indexOf("{");
	const json = JSON.parse(lines.slice(from, lines.indexOf("}", from) + 1).join("\n"));
	equal(json["mqtt.key"].join("\n"), KEY);
});
