import { Claim } from "console/command";
import { QUIET_MS } from "console/visit";
import { FakeTerminal } from "fakes/console";
import { FakeHost, sealed } from "fakes/host";
import { equal, ok, test } from "harness";

const PASSWORD = "correct horse";

function withPassword(autoLock: number): FakeTerminal {
	const stored = { "console.password": sealed(PASSWORD), "console.autoLock": autoLock };
	return new FakeTerminal({ host: new FakeHost({ stored }) });
}

test("visit: a console that was unlocked locks itself on time when the visit is over, in the same words", () => {
	const terminal = withPassword(600);
	terminal.run(`unlock ${PASSWORD}`);
	terminal.clock.advance(599_999);
	equal([terminal.console.visited, terminal.console.locked], [false, false]);
	terminal.take();
	terminal.clock.advance(1);
	equal([terminal.console.locked, terminal.clock.pending], [true, 0]);
	equal(terminal.take(), "\r\nlocked: nothing was typed for 600 s\r\nfieldfeed (locked)> ");
});

test("visit: who comes back before that finds it unlocked, and has the whole time again", () => {
	const terminal = withPassword(600);
	terminal.run(`unlock ${PASSWORD}`);
	terminal.clock.advance(QUIET_MS);
	equal(terminal.console.visited, false);
	equal(terminal.run("get mqtt.port"), ["(not set)"]);
	terminal.clock.advance(599_999);
	equal(terminal.console.locked, false);
	terminal.clock.advance(1);
	equal(terminal.console.locked, true);
});

test("visit: a packet that begins one is not typed, and does not keep the console open", () => {
	const stored = { "console.password": sealed(PASSWORD), "console.autoLock": 600 };
	const terminal = new FakeTerminal({
		host: new FakeHost({ stored }),
		intruder: () => ({ take: (byte) => (byte === 0xfe ? Claim.Yes : Claim.No), busy: false, close: () => undefined }),
	});
	terminal.run(`unlock ${PASSWORD}`);
	terminal.clock.advance(QUIET_MS + 1_000);
	equal(terminal.console.visited, false);
	terminal.bytes([0xfe]);
	terminal.clock.advance(600_000 - QUIET_MS - 1_000);
	equal([terminal.console.visited, terminal.console.locked], [true, true]);
	terminal.clock.advance(QUIET_MS);
	equal([terminal.console.visited, terminal.clock.pending], [false, 0]);
});

test("visit: the letters that a packet begins with are taken back as typing, too: whoever sends packets does not keep the console open", () => {
	const stored = { "console.password": sealed(PASSWORD), "console.autoLock": 600 };
	const terminal = new FakeTerminal({
		host: new FakeHost({ stored }),
		intruder: () => ({ take: (byte) => (byte === 1 ? Claim.Header : Claim.No), busy: false, close: () => undefined }),
	});
	terminal.run(`unlock ${PASSWORD}`);
	for (let minute = 0; minute < 9; minute++) {
		terminal.clock.advance(60_000);
		terminal.bytes([...Array.from("IMPROV", (letter) => letter.charCodeAt(0)), 1]);
	}
	equal(terminal.console.locked, false);
	terminal.clock.advance(60_000);
	equal(terminal.console.locked, true);
});

test("visit: a locked console stays locked, and a wait for wrong passwords goes on", () => {
	const terminal = withPassword(0);
	for (const wrong of ["a", "b", "c"]) terminal.run(`unlock ${wrong}`);
	for (let i = 0; i < 5; i++) {
		terminal.clock.advance(i === 0 ? 5_000 : 160_000);
		terminal.run("unlock d");
	}
	terminal.clock.advance(QUIET_MS);
	equal([terminal.console.visited, terminal.console.locked], [false, true]);
	terminal.run("unlock e");
	terminal.clock.advance(100);
	ok(terminal.run(`unlock ${PASSWORD}`)[0].startsWith("too many wrong passwords"));
	equal(terminal.screen.line, "fieldfeed (locked)>");
});

test("visit: one that was never unlocked, or whose lock is off, is never looked at for that", () => {
	const terminal = withPassword(0);
	terminal.run(`unlock ${PASSWORD}`);
	terminal.clock.advance(QUIET_MS);
	equal([terminal.console.visited, terminal.console.locked, terminal.clock.pending], [false, false, 0]);
	terminal.clock.advance(100_000_000);
	equal(terminal.run("get mqtt.port"), ["(not set)"]);
});
