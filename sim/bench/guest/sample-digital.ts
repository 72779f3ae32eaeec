import type { DigitalClass } from "sensors/digital";
import type { Probe } from "./probe";

/** The class of an output that `driven` is told of. What it does is not counted. */
export function digitalOf(probe: Probe, driven: (level: number) => void): DigitalClass {
	return class {
		static readonly Input = 0;
		static readonly InputPullUp = 1;
		static readonly Output = 8;
		static readonly OutputOpenDrain = 9;

		read(): number {
			return 0;
		}

		write(level: number): void {
			probe.pause();
			driven(level);
			probe.resume();
		}

		close(): void {
			probe.pause();
			driven(-1);
			probe.resume();
		}
	};
}
