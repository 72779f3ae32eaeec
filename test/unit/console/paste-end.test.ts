import { FakeTerminal } from "fakes/console";
import { pem } from "fakes/pem";
import { equal, ok, test } from "harness";

const CREDENTIALS = "Client ID: abc\nUsername: def\nPassword: gh+/i\n";

test("a pasted chain of certificates is taken whole, when no more of it comes", () => {
	const terminal = new FakeTerminal();
	terminal.type("import\r");
	terminal.type(pem(300));
	terminal.clock.advance(400);
	terminal.type(pem(500));
	terminal.clock.advance(400);
	equal(terminal.host.draft.staged.has("mqtt.ca"), false);
	terminal.clock.advance(100);
	equal(terminal.host.draft.staged.get("mqtt.ca"), pem(300) + pem(500));
});

test("pasted credentials end by themselves when all three are there", () => {
	const terminal = new FakeTerminal();
	terminal.type(`import\r${CREDENTIALS}`);
	terminal.clock.advance(600);
	equal(terminal.host.draft.staged.get("mqtt.password"), "gh+/i");
	equal(terminal.output.includes("gh+/i"), false);
});

test("a dot alone ends a paste at once", () => {
	const terminal = new FakeTerminal();
	terminal.type(`import\r${CREDENTIALS}.\r`);
	equal(terminal.host.draft.staged.get("mqtt.clientId"), "abc");
});

test("JSON ends with its last brace: what follows is the next command", () => {
	const terminal = new FakeTerminal();
	terminal.type('import\r{ "device": { "name": "shed" } }\rsave\r');
	equal(terminal.host.draft.active.get("device.name"), "shed");
});

test("a certificate pasted at the prompt waits for the rest of its chain too", () => {
	const terminal = new FakeTerminal();
	terminal.type(pem(300) + pem(400));
	terminal.clock.advance(600);
	equal(terminal.host.draft.staged.get("mqtt.ca"), pem(300) + pem(400));
	ok(terminal.screen.line.startsWith("fieldfeed*>"), terminal.screen.line);
});

test("what was pasted behind a certificate is no command, and that is said", () => {
	const terminal = new FakeTerminal();
	terminal.type(`import\r${pem(300)}save\r`);
	terminal.clock.advance(600);
	ok(terminal.output.includes("1 line behind the certificate was passed over"), terminal.output);
	equal(terminal.host.draft.changed, true);
});

test("a certificate that begins behind a whole one is waited for, however slowly it comes", () => {
	const terminal = new FakeTerminal();
	terminal.type(`import\r${pem(300)}`);
	terminal.clock.advance(400);
	terminal.type(pem(500).slice(0, 60));
	terminal.clock.advance(5_000);
	equal(terminal.host.draft.staged.has("mqtt.ca"), false);
	terminal.type(pem(500).slice(60));
	terminal.clock.advance(500);
	equal(terminal.host.draft.staged.get("mqtt.ca"), pem(300) + pem(500));
});
