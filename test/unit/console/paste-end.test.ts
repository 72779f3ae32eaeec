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
