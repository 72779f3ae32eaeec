import { Claim, type Intruder } from "console/command";
import { QUIET_MS } from "console/visit";
import { FakeTerminal } from "fakes/console";
import { FakeHost, sealed } from "fakes/host";
import { equal, ok, test } from "harness";

/** Shares the line and does nothing with it. */
class FakeIntruder implements Intruder {
	busy = false;
	closed = 0;

	take(): Claim {
		return Claim.No;
	}
	close(): void {
		this.closed++;
	}
}

test("visit: it is over when nothing has come for five minutes, and no alarm is left", () => {
	const shared: FakeIntruder[] = [];
	const terminal = new FakeTerminal({
		intruder: () => {
			shared.push(new FakeIntruder());
			return shared[shared.length - 1];
		},
	});
	terminal.run("help");
	terminal.clock.advance(QUIET_MS - 1_000);
	terminal.type("\r");
	terminal.clock.advance(QUIET_MS - 1);
	equal(terminal.console.visited, true);
	terminal.clock.advance(1);
	equal([terminal.console.visited, terminal.clock.pending, shared.map(({ closed }) => closed)], [false, 0, [1]]);
	terminal.type("\r");
	equal([terminal.console.visited, shared.length, shared[0].closed], [true, 2, 1]);
});

/** A working day at a console, with pauses between; everything that was written. */
function day(stays: boolean): string {
	const intruder = new FakeIntruder();
	intruder.busy = stays;
	const terminal = new FakeTerminal({ intruder: () => intruder });
	const pause = (): void => {
		terminal.console.line("before the pause");
		terminal.clock.advance(QUIET_MS);
		equal(terminal.console.visited, stays);
		terminal.console.line("in the pause");
	};
	terminal.run("set device.name A board with a name that is long");
	pause();
	terminal.type("save\r");
	terminal.clock.advance(1_000);
	pause();
	terminal.type("get mqtt.port\x1b[D\x1b[D1883\r");
	pause();
	terminal.type("\x1b[A");
	terminal.console.line("while a line is typed");
	terminal.type("\x03");
	pause();
	terminal.type("\x0c\t");
	pause();
	terminal.type("\r\r");
	pause();
	terminal.type("set mqtt.password hunter2");
	terminal.type("\r");
	pause();
	return terminal.output;
}

test("visit: whether one is over or goes on cannot be seen", () => {
	const seen = day(false);
	ok(seen.includes("A board with a name "), seen);
	equal(seen, day(true));
});

test("visit: what is staged stays staged, and the arrow keys bring the lines of the last visit", () => {
	const terminal = new FakeTerminal();
	terminal.run("set device.name shed");
	terminal.clock.advance(QUIET_MS);
	equal([terminal.console.visited, terminal.screen.line], [false, "fieldfeed*>"]);
	terminal.type("\x1b[A");
	equal(terminal.screen.line, "fieldfeed*> set device.name shed");
	equal(terminal.host.draft.staged.get("device.name"), "shed");
});

test("visit: a console that locks itself with nobody there keeps no line for the arrow keys", () => {
	const stored = { "console.password": sealed("correct horse"), "console.autoLock": 600 };
	const terminal = new FakeTerminal({ host: new FakeHost({ stored }) });
	terminal.run("unlock correct horse");
	terminal.run("get mqtt.port");
	terminal.clock.advance(600_000);
	terminal.run("unlock correct horse");
	terminal.type("\x1b[A");
	equal(terminal.screen.line, "fieldfeed>");
});
