import { Claim } from "console/command";
import { LinkPhase } from "console/host";
import { install } from "console/install";
import { QUIET_MS } from "console/visit";
import { FakeTerminal } from "fakes/console";
import { FakeHost, sealed } from "fakes/host";
import { equal, ok, test } from "harness";

const PASSWORD = "correct horse";

function locked(more: Readonly<Record<string, unknown>> = {}): FakeTerminal {
	return new FakeTerminal({ host: new FakeHost({ stored: { "console.password": sealed(PASSWORD), ...more } }) });
}

test("lock: with a password the console is locked from boot, and only what is open runs", () => {
	const terminal = locked();
	equal(terminal.screen.line, "fieldfeed (locked)>");
	for (const line of [
		"show",
		"get mqtt.host",
		"set mqtt.port 1",
		"save",
		"export",
		"restart",
		"factory-reset yes",
		"log off",
		"sensors",
		"import",
		"version",
	])
		equal(terminal.run(line), ['the console is locked: "unlock" first'], line);
	ok(terminal.run("status").length > 5);
	ok(terminal.run("help").length > 1);
	equal(terminal.host.calls, []);
});

test("lock: the password opens it, as an argument or asked for, and is never shown", () => {
	const terminal = locked();
	equal(terminal.run(`unlock ${PASSWORD}`), ["unlocked"]);
	equal(terminal.screen.line, "fieldfeed>");
	equal(terminal.run("lock"), ["locked"]);
	terminal.type(`unlock\r${PASSWORD}\r`);
	equal(terminal.screen.line, "fieldfeed>");
	ok(!terminal.output.includes(PASSWORD));
});

test("lock: each wrong password from the third on costs a wait that doubles; the right one does not help meanwhile", () => {
	const terminal = locked();
	equal(terminal.run("unlock a"), ["wrong password"]);
	equal(terminal.run("unlock b"), ["wrong password"]);
	equal(terminal.run("unlock c"), ["wrong password: the next try is possible in 5 s"]);
	const verified = terminal.host.calls.length;
	equal(terminal.run(`unlock ${PASSWORD}`), ["too many wrong passwords: try again in 5 s"]);
	equal(terminal.host.calls.length, verified, "not even looked at");
	terminal.clock.advance(5_000);
	equal(terminal.run("unlock d"), ["wrong password: the next try is possible in 10 s"]);
	terminal.clock.advance(10_000);
	for (let i = 0; i < 10; i++) {
		terminal.run("unlock e");
		terminal.clock.advance(300_000);
	}
	equal(terminal.run("unlock f"), ["wrong password: the next try is possible in 300 s"]);
	terminal.clock.advance(300_000);
	equal(terminal.run(`unlock ${PASSWORD}`), ["unlocked"]);
	terminal.run("lock");
	equal(terminal.run("unlock a"), ["wrong password"], "counted anew");
});

test("lock: it locks itself when nothing was typed for console.autoLock seconds, and keeps what was staged, unseen", () => {
	const terminal = locked({ "console.autoLock": 30 });
	terminal.run(`unlock ${PASSWORD}`);
	terminal.run("set device.name shed");
	terminal.clock.advance(29_000);
	equal(terminal.screen.line, "fieldfeed*>");
	terminal.type("x");
	terminal.clock.advance(29_000);
	equal(terminal.screen.line, "fieldfeed*> *");
	terminal.clock.advance(2_000);
	equal(terminal.screen.line, "fieldfeed (locked)>");
	ok(terminal.output.includes("locked: nothing was typed for 30 s"));
	terminal.run(`unlock ${PASSWORD}`);
	equal(terminal.run("get device.name"), ["shed"]);
});

test("lock: 0 means never, and a question is given up by it", () => {
	const never = locked({ "console.autoLock": 0 });
	never.run(`unlock ${PASSWORD}`);
	never.clock.advance(100_000_000);
	equal(never.screen.line, "fieldfeed>");
	const asking = locked({ "console.autoLock": 5 });
	asking.run(`unlock ${PASSWORD}`);
	asking.type("set mqtt.password\rhunt");
	asking.clock.advance(7_000);
	asking.type("er2\r");
	equal(asking.host.draft.staged.get("mqtt.password"), "");
	equal(asking.screen.line, "fieldfeed (locked)>");
});

test("lock: a task that runs is not cut off, but the lock does not wait for it; what would follow does not run", () => {
	const terminal = locked({ "console.autoLock": 5 });
	terminal.run(`unlock ${PASSWORD}`);
	terminal.run("scan wifi; set device.name shed");
	terminal.clock.advance(20_000);
	equal(terminal.console.locked, true);
	equal(terminal.host.task.cancelled, false);
	terminal.type("set mqtt.port 1\r");
	terminal.host.task.events.onDone();
	terminal.clock.advance(0);
	equal(terminal.screen.line, "fieldfeed (locked)>");
	equal(terminal.host.draft.changed, false);
	ok(terminal.output.includes("no access point in reach"), "its end is told");
});

test("lock: a wizard that waits for a task asks nothing more once the console has locked itself", () => {
	const terminal = locked({ "console.autoLock": 5 });
	terminal.host.now = { ...terminal.host.now, link: { ...terminal.host.now.link, phase: LinkPhase.Unset } };
	terminal.run(`unlock ${PASSWORD}`);
	terminal.run("wizard");
	terminal.clock.advance(7_000);
	terminal.host.task.events.onDone();
	terminal.type("attic\r");
	equal(terminal.screen.line, "fieldfeed (locked)>");
	equal(terminal.host.draft.changed, false);
});

test("lock: an answer that nobody has taken from the port is not there for who comes later", () => {
	const terminal = new FakeTerminal({
		host: new FakeHost({
			stored: { "console.password": sealed(PASSWORD), "console.autoLock": 60, "mqtt.password": "hunter2hunter2" },
		}),
		room: 1_500,
	});
	terminal.run(`unlock ${PASSWORD}`);
	terminal.makeRoom(450 - terminal.room); // enough for the line being typed, too little for an answer
	terminal.type("export --with-secrets yes; show\r");
	terminal.clock.advance(3_600_000);
	terminal.take();
	terminal.makeRoom(100_000);
	terminal.type("get mqtt.host\r");
	const seen = terminal.take();
	ok(!seen.includes("hunter2"), seen);
	equal(terminal.screen.line, "fieldfeed (locked)>");
	ok(seen.includes("the console is locked"), seen);
});

test("lock: packets of another protocol on the line do not keep it open", () => {
	const terminal = new FakeTerminal({
		host: new FakeHost({ stored: { "console.password": sealed(PASSWORD), "console.autoLock": 60 } }),
		intruder: () => ({
			take: (byte) => (byte === 0xfe ? Claim.Yes : Claim.No),
			busy: false,
			close: () => undefined,
		}),
	});
	terminal.run(`unlock ${PASSWORD}`);
	for (let i = 0; i < 13; i++) {
		terminal.bytes([0xfe]);
		terminal.clock.advance(5_000);
	}
	equal(terminal.console.locked, true);
});

test("lock: set console.password asks twice, hidden; what is stored is not the password; unset takes the lock away", () => {
	const terminal = new FakeTerminal();
	terminal.type(`set console.password\r${PASSWORD}\r${PASSWORD}x\r`);
	ok(terminal.take().includes("they differ: nothing was set"));
	terminal.type(`set console.password\r${PASSWORD}\r${PASSWORD}\rsave\r`);
	equal(terminal.host.draft.active.get("console.password"), sealed(PASSWORD));
	equal(terminal.console.locked, false, "not before it is asked to");
	terminal.run("lock");
	terminal.run(`unlock ${PASSWORD}`);
	equal(terminal.run("get console.password"), ["********"]);
	terminal.run("unset console.password; save");
	equal(terminal.run("lock"), ['there is no password: "set console.password", then "save"']);
	ok(!terminal.output.includes(PASSWORD) && !terminal.output.includes("pbkdf2"));
});

test("lock: a password that is too short is refused in one line", () => {
	const terminal = new FakeTerminal();
	ok(terminal.run("set console.password short")[0].startsWith("console.password: allowed is text of 8 to 64 bytes"));
});

test("lock: an import seals a password in the clear, and takes the stored form as it is", () => {
	const terminal = new FakeTerminal();
	terminal.type(`{"console.password": "${PASSWORD}"}\r`);
	equal(terminal.host.draft.staged.get("console.password"), sealed(PASSWORD));
	terminal.type(`{"console.password": "${sealed("another one")}"}\r`);
	equal(terminal.host.draft.staged.get("console.password"), sealed("another one"));
});

test("lock: of hundreds of passwords in one import only the last is sealed, for each would hold the board up", () => {
	const terminal = new FakeTerminal({ host: new FakeHost({ stored: { "console.password": sealed(PASSWORD) } }) });
	terminal.run(`unlock ${PASSWORD}`);
	const before = terminal.host.calls.length;
	const many = Array.from({ length: 300 }, (_, i) => `"console.password": "guess number ${i}"`);
	terminal.type(`{${many.join(",\n")}}\r`);
	equal(terminal.host.draft.staged.get("console.password"), sealed("guess number 299"));
	equal(terminal.host.calls.length - before, 1);
	terminal.run("reload");
	const installed = install(terminal.host, `{${many.join(",")}}`, false);
	equal(installed, { ok: true, keys: 1 });
	equal(terminal.host.calls.slice(before), ["verify", "verify", "apply"]);
});

test("lock: an import of a password that is too short says what one is", () => {
	const terminal = new FakeTerminal();
	terminal.type('{"console.password": "short"}\r');
	ok(terminal.take().includes("console.password: 8 to 64 bytes without control characters are wanted; nothing is set"));
	equal(terminal.host.draft.changed, false);
});

test("lock: its alarm sleeps until it is due, and is not set while there is nothing to lock", () => {
	const bare = new FakeTerminal();
	equal(bare.clock.pending, 0, "no password");
	const terminal = locked({ "console.autoLock": 600 });
	equal(terminal.clock.pending, 0, "locked");
	terminal.run(`unlock ${PASSWORD}`);
	equal(terminal.clock.pending, 1);
	terminal.clock.advance(300_000);
	terminal.type("x");
	let looks = 0; // two a look: for the password, and for the time
	const { draft } = terminal.host;
	Object.defineProperty(terminal.host, "draft", { get: () => looks++ < 0 || draft });
	terminal.clock.advance(599_999);
	equal([terminal.console.locked, looks], [false, 2], "one look, when it would have been due without the key");
	terminal.clock.advance(1);
	equal(terminal.console.locked, true);
	equal(terminal.clock.pending, 0);
	const never = locked({ "console.autoLock": 0 });
	never.run(`unlock ${PASSWORD}`);
	never.clock.advance(QUIET_MS);
	equal(never.clock.pending, 0, "nothing but the end of the visit was waited for");
});

test("lock: a password or a time that is new in force counts for the console that is open", () => {
	const terminal = new FakeTerminal();
	const { draft } = terminal.host;
	equal(draft.set("console.password", sealed(PASSWORD)), undefined);
	equal(draft.set("console.autoLock", "30"), undefined);
	equal(draft.save().ok, true);
	terminal.console.apply();
	terminal.clock.advance(29_999);
	equal(terminal.console.locked, false);
	terminal.clock.advance(1);
	equal(terminal.console.locked, true);
});
