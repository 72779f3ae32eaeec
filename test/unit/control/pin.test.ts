import { PIN_MS, REFUSED_MS } from "control/control";
import { DigitalPins, takenPins } from "control/digital-pins";
import { ControlledBoard } from "fakes/controlled";
import { equal, test } from "harness";

const RELAY = { "subscription.3.topic": "shed/relay", "subscription.3.do": "pin 4" };

test("pin: 1 and 0 drive it, and only a change is written and told", () => {
	const board = new ControlledBoard(RELAY);
	for (const value of ["1", "1", "0", "0"]) {
		board.receive("shed/relay", value);
		board.clock.advance(PIN_MS);
	}
	equal(board.pins.writes, ["4=1", "4=0"]);
	equal(board.take(), ["acted 3 pin 4 = 1", "acted 3 pin 4 = 0"]);
});

test("pin: it changes once a second at most; the last value counts", () => {
	const board = new ControlledBoard(RELAY);
	board.wait = 0;
	for (let i = 0; i < 101; i++) board.receive("shed/relay", `${i % 2}`);
	equal(board.pins.writes, ["4=0"]);
	board.receive("shed/relay", "1");
	board.clock.advance(PIN_MS);
	equal(board.pins.writes, ["4=0", "4=1"]);
});

test("pin: with when it is high while the value is so, and low while it is not", () => {
	const board = new ControlledBoard({ ...RELAY, "subscription.3.when": ">30" });
	for (const value of ["31", "30", "30.01"]) {
		board.receive("shed/relay", value);
		board.clock.advance(PIN_MS);
	}
	equal(board.pins.writes, ["4=1", "4=0", "4=1"]);
});

test("pin: what is no level leaves it as it is", () => {
	const board = new ControlledBoard(RELAY);
	board.receive("shed/relay", "2");
	board.clock.advance(REFUSED_MS);
	board.receive("shed/relay", "on");
	equal(board.pins.writes, []);
	equal(board.take(), [
		'not acted 3 pin 4 stays: 0 or 1 is wanted, got "2"',
		'not acted 3 pin 4 stays: 0 or 1 is wanted, got "on"',
	]);
});

test("pin: one that is taken is refused when the settings are put in force, and its subscription left out", () => {
	const board = new ControlledBoard(RELAY);
	board.pins.taken = [4];
	board.configure();
	equal(board.take(), ["error subscription.3.do: pin 4 cannot be driven: it is taken"]);
	equal(board.control.items.length, 0);
});

test("pin: it is let go of when nothing drives it any more", () => {
	const board = new ControlledBoard(RELAY);
	board.receive("shed/relay", "1");
	equal(board.pins.open.has(4), true);
	board.control.configure([]);
	equal(board.pins.open.size, 0);
});

test("pins of buses, of the console and of the chip itself are taken", () => {
	const taken = takenPins({ default: { data: 21, clock: 22 } }, { receive: 3, transmit: 1 }, [6, 7, "8"]);
	equal(Object.keys(taken), ["1", "3", "6", "7", "21", "22"]);
	equal(takenPins(undefined, undefined, undefined), []);
});

test("outputs: opened once, closed when let go of; what the class throws is an answer", () => {
	const calls: string[] = [];
	class Digital {
		static readonly Output = 8;
		readonly #pin: number;
		constructor({ pin, mode }: { readonly pin: number; readonly mode: number }) {
			calls.push(`open ${pin} ${mode}`);
			if (pin === 34) throw new Error("invalid mode");
			this.#pin = pin;
		}
		write(value: number): void {
			calls.push(`write ${this.#pin} ${value}`);
		}
		close(): void {
			calls.push(`close ${this.#pin}`);
			throw new Error("already");
		}
	}
	const pins = new DigitalPins({
		device: { io: { Digital } },
		pins: { taken: takenPins({ default: { data: 21 } }, undefined, undefined) },
	});
	equal(
		[pins.drive(4, true), pins.drive(4, false), pins.drive(34, true), pins.drive(21, true)],
		[true, true, false, false],
	);
	equal(pins.refusal(21), 'pin 21 cannot be driven: the I2C bus "default" uses it');
	pins.keep([]);
	equal(calls, ["open 4 8", "write 4 1", "write 4 0", "open 34 8", "close 4"]);
	equal(new DigitalPins({ device: { io: {} }, pins: { taken: [] } }).drive(4, true), false);
});
