import { XsClock } from "core/xs-clock";
import Analog from "../../sim/guest/analog";
import Digital from "../../sim/guest/digital";
import PulseCounter from "../../sim/guest/pulse-counter";

declare const trace: (line: string) => void;

/** A firmware that tries what pins can do, and traces what came of it. */
export default function main(): { close(): void } {
	const line = new Digital({ pin: 22, mode: Digital.InputPullUp });
	trace(`held ${line.read()}`);
	line.close();
	const drain = new Digital({ pin: 22, mode: Digital.OutputOpenDrain });
	drain.write(0);
	drain.write(1);
	tell("output", () => drain.read());
	drain.close();
	const input = new Digital({ pin: 22, mode: Digital.InputPullUp });
	tell("input", () => input.write(1));
	const probe = new Analog({ pin: 34 });
	tell("twice", () => new PulseCounter({ pin: 34, active: 0, debounceUs: 0, pullUp: true }));
	tell("none", () => new Digital({ pin: 20, mode: Digital.Input }));
	tell("input only", () => new Digital({ pin: 35, mode: Digital.Output }));
	trace(`analog ${probe.read()} ${probe.resolution}`);
	tell("not analog", () => new Analog({ pin: 5 }));
	trace(`adc2 ${new Analog({ pin: 25 }).read()}`);
	const counter = new PulseCounter({ pin: 27, active: 0, debounceUs: 1_000, pullUp: true });
	trace(`pulses ${counter.count()} ${counter.width()}`);
	counter.close();
	counter.close();
	tell("closed", () => counter.count());
	new XsClock(0)
		.alarm(() => {
			trace(`free ${input.read()}`);
			trace(`floating ${new Digital({ pin: 27, mode: Digital.Input }).read()}`);
		})
		.set(1_000);
	return { close: () => probe.close() };
}

function tell(what: string, act: () => unknown): void {
	try {
		act();
		trace(`${what} nothing`);
	} catch (error) {
		trace(`${what} ${String(error)}`);
	}
}
