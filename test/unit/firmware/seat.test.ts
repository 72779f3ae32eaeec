import { COMMANDS } from "console/commands";
import type { ConsolePort, PortEvents } from "console/port";
import { QUIET_MS } from "console/visit";
import { FakeClock } from "fakes/clock";
import { FakeHost, sealed } from "fakes/host";
import { packet } from "fakes/improv";
import { REOPEN_MS, Seat } from "firmware/seat";
import { equal, ok, test, throws } from "harness";

/** A port in a test's hands. */
class FakePort implements ConsolePort {
	written = "";
	closed = false;
	packets = 0;
	broken = false;
	stuck = false;
	readonly events: PortEvents;

	constructor(events: PortEvents) {
		this.events = events;
	}
	get room(): number {
		return 4_096;
	}
	write(text: string): void {
		if (this.broken) throw new Error("broken");
		this.written += text;
	}
	send(): void {
		this.packets++;
	}
	close(): void {
		this.closed = true;
		if (this.stuck) throw new Error("stuck");
	}
	type(text: string): void {
		this.events.onBytes(
			Uint8Array.from(text, (character) => character.charCodeAt(0)),
			text.length,
		);
	}
}

function bench({ port = true } = {}) {
	const clock = new FakeClock();
	const host = new FakeHost();
	const ports: FakePort[] = [];
	const faults: unknown[] = [];
	const state = { opens: true };
	const openPort = (events: PortEvents): ConsolePort => {
		if (!state.opens) throw new Error("in use");
		const made = new FakePort(events);
		ports.push(made);
		return made;
	};
	const onConsoleFault = (error: unknown): void => {
		faults.push(error);
	};
	const seat = new Seat({ clock, hasPort: port, openPort, commands: COMMANDS, onConsoleFault });
	return { clock, host, ports, faults, state, seat };
}

test("seat: before and without a console nothing is wanted, and lines go nowhere", () => {
	const { seat, host } = bench({ port: false });
	seat.open(host);
	seat.line("lost");
	equal([seat.taken, seat.level, seat.format], [false, "off", "text"]);
});

test("seat: the console's own level and format count", () => {
	const { seat, host, ports, clock } = bench();
	seat.open(host);
	equal([seat.taken, seat.level, seat.format], [true, "info", "text"]);
	seat.sink.line("a line");
	ok(ports[0].written.includes("a line"));
	ports[0].type("log debug\r");
	clock.advance(1_000); // input is taken in turns
	equal(seat.level, "debug");
	ports[0].type("json on\r");
	clock.advance(1_000); // input is taken in turns
	equal([seat.level, seat.format], ["off", "json"]);
});

test("seat: a console.log that was saved counts at once, but not over what was chosen since", () => {
	const { seat, host, ports, clock } = bench();
	seat.open(host);
	host.draft.set("console.log", "error");
	host.draft.save();
	seat.apply();
	equal(seat.level, "error");
	ports[0].type("log debug\r");
	clock.advance(1_000); // input is taken in turns
	seat.apply();
	equal(seat.level, "debug");
});

test("seat: a console that meets a defect is opened again, and the board hears of it", () => {
	const { seat, host, ports, faults, clock } = bench();
	seat.open(host);
	ports[0].broken = true;
	ports[0].type("x");
	clock.advance(1_000); // input is taken in turns
	equal([seat.taken, faults.length, ports[0].closed], [false, 1, true]);
	seat.line("nobody listens");
	clock.advance(REOPEN_MS);
	equal([seat.taken, ports.length], [true, 2]);
	ports[1].type("help\r");
	clock.advance(1_000); // input is taken in turns
	ok(ports[1].written.includes("help"));
});

test("seat: no memory for what serves whoever types is a fault of the console alone, and the next one is open in a minute", () => {
	const { seat, host, ports, faults, clock } = bench();
	seat.open(host);
	const alarm = clock.alarm.bind(clock);
	clock.alarm = () => {
		throw new RangeError("no memory");
	};
	ports[0].type("help\r");
	equal([seat.taken, faults.length, ports[0].closed], [false, 1, true]);
	seat.line("the board goes on");
	clock.alarm = alarm;
	clock.advance(REOPEN_MS);
	ports[1].type("help\r");
	clock.advance(1_000); // input is taken in turns
	equal([seat.taken, faults.length], [true, 1]);
	ok(ports[1].written.includes("version"), ports[1].written);
});

test("seat: Improv comes and goes with the visit, and answers the first packet of the next one", () => {
	const { seat, host, ports, clock } = bench();
	seat.open(host);
	const ask = packet(3, [3, 0]);
	for (let i = 0; i < 2; i++) {
		const before = ports[0].packets;
		ports[0].events.onBytes(ask, ask.length);
		clock.advance(1_000);
		equal(ports[0].packets - before, 2, "no error, and what it is");
		clock.advance(QUIET_MS);
		equal(clock.pending, 0);
	}
	equal(ports[0].written, "fieldfeed> ");
});

test("seat: a port that does not open is tried again", () => {
	const { seat, host, state, clock } = bench();
	state.opens = false;
	seat.open(host);
	equal(seat.taken, false);
	clock.advance(REOPEN_MS);
	state.opens = true;
	clock.advance(REOPEN_MS);
	equal(seat.taken, true);
});

test("seat: closed, it stays so", () => {
	const { seat, host, ports, state, clock } = bench();
	state.opens = false;
	seat.open(host);
	seat.close();
	state.opens = true;
	clock.advance(REOPEN_MS);
	equal([seat.taken, ports.length, clock.pending], [false, 0, 0]);
	seat.open(host);
	seat.close();
	seat.close();
	equal([ports[0].closed, seat.level], [true, "off"]);
});

test("seat: a password that was saved locks the console that is open, when nobody types any more", () => {
	const { seat, host, ports, clock } = bench();
	seat.open(host);
	equal(host.draft.set("console.password", sealed("correct horse")), undefined);
	equal(host.draft.set("console.autoLock", "60"), undefined);
	equal(host.draft.save().ok, true);
	seat.apply();
	clock.advance(60_000);
	ok(ports[0].written.includes("locked: nothing was typed for 60 s"), ports[0].written);
});

test("seat: a console whose port throws when it is closed is given up all the same: closing once more does not throw", () => {
	const { seat, host, ports } = bench();
	seat.open(host);
	ports[0].stuck = true;
	throws(() => seat.close(), "stuck");
	seat.close();
	equal(seat.taken, false);
});
