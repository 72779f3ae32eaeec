import { Guard } from "core/guard";
import { FakeClock } from "fakes/clock";
import { equal, test } from "harness";

function guarded() {
	const faults: unknown[] = [];
	const guard = new Guard((error) => faults.push(error));
	return { faults, guard };
}

const defect = new Error("defect");
const fail = (): never => {
	throw defect;
};

test("guard: an exception does not leave the callback; it is reported as it was thrown (invariant X1)", () => {
	const { faults, guard } = guarded();
	guard.wrap(fail)();
	equal(faults.length, 1);
	equal(faults[0] === defect, true);
	equal(guard.tripped, true);
});

test("guard: whatever is thrown is caught, also undefined (invariant X1)", () => {
	for (const thrown of [undefined, null, 0, "", "text", {}]) {
		const { faults, guard } = guarded();
		guard.wrap1(() => {
			throw thrown;
		})(1);
		equal([faults.length, guard.tripped], [1, true]);
		equal(faults[0] === thrown, true);
	}
});

test("guard: passes calls and arguments on while nothing was thrown", () => {
	const { faults, guard } = guarded();
	const calls: unknown[] = [];
	const callback = guard.wrap(() => calls.push("wrap"));
	const callback1 = guard.wrap1((value: string) => calls.push(value));
	callback();
	callback1("argument");
	callback();
	equal(calls, ["wrap", "argument", "wrap"]);
	equal([faults.length, guard.tripped], [0, false]);
});

test("guard: latches: after the first exception nothing it wrapped is called any more", () => {
	const { faults, guard } = guarded();
	let calls = 0;
	const before = guard.wrap(() => calls++);
	const before1 = guard.wrap1(() => calls++);
	guard.wrap1(fail)(1);
	before();
	before1(1);
	guard.wrap(() => calls++)();
	guard.wrap(fail)();
	equal([calls, faults.length], [0, 1]);
});

test("guard: reports once, also when the callback around the one that threw throws as well", () => {
	const { faults, guard } = guarded();
	const inner = guard.wrap(fail);
	guard.wrap(() => {
		inner();
		throw new Error("a consequence");
	})();
	equal(faults.length, 1);
	equal(faults[0] === defect, true);
});

test("guard: has tripped by the time the fault is reported, so that what is called from there does nothing", () => {
	let calls = 0;
	let tripped = false;
	const guard: Guard = new Guard(() => {
		tripped = guard.tripped;
		callback();
	});
	const callback = guard.wrap(() => calls++);
	guard.wrap(fail)();
	equal([tripped, calls], [true, 0]);
});

test("guard: each guard trips on its own", () => {
	const one = guarded();
	const other = guarded();
	one.guard.wrap(fail)();
	let calls = 0;
	other.guard.wrap(() => calls++)();
	equal([calls, other.guard.tripped], [1, false]);
});

test("guard: with an owner it calls methods of that, what it reports to among them, and latches as well", () => {
	class Owner {
		readonly heard: unknown[] = [];
		readonly guard = new Guard<Owner>(this.fault, this);

		take(value: number): void {
			this.heard.push(value);
			if (value < 0) throw defect;
		}

		look(): void {
			this.heard.push("look");
		}

		private fault(error: unknown): void {
			this.heard.push(error);
		}
	}
	const { guard, heard, take, look } = new Owner();
	guard.run(look);
	guard.run1(take, 1);
	guard.run1(take, -1);
	guard.run1(take, 2);
	guard.run(look);
	equal(heard, ["look", 1, -1, defect]);
});

test("guard: an alarm calls a method of the guard's owner", () => {
	const clock = new FakeClock();
	class Owner {
		calls = 0;
		readonly alarm = clock.alarm(this.due, new Guard<Owner>(this.due, this));

		private due(): void {
			this.calls++;
			if (this.calls === 2) throw defect;
		}
	}
	const owner = new Owner();
	for (let i = 0; i < 4; i++) {
		owner.alarm.set(1);
		clock.advance(1);
	}
	equal(owner.calls, 3); // the third is the report
});
