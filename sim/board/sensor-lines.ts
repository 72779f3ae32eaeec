import type { BoardClock } from "../clock/clock";
import { Command } from "../port";
import type { OneWireBus } from "./one-wire-bus";
import type { SensorCommand } from "./requests";
import type { SensorUarts } from "./uart";

const NOTHING = new Uint8Array(0);

/** The lines that sensors hang on, besides I2C. */
export interface SensorLines {
	readonly clock: Pick<BoardClock, "ticks">;
	readonly oneWire: OneWireBus;
	readonly uarts: SensorUarts;
}

/** True for what `answerSensor` does. */
export function isSensorCommand(op: Command): op is SensorCommand {
	return op >= Command.OneWireReset && op <= Command.UartClose;
}

/** Does what the guest asks of a 1-Wire line or a sensor's UART; returns the answer. */
export function answerSensor(
	{ clock, oneWire, uarts }: SensorLines,
	op: SensorCommand,
	id: number,
	value: number,
	payload: Uint8Array,
): Uint8Array {
	switch (op) {
		case Command.OneWireReset:
			return Uint8Array.of(oneWire.line(id).reset() ? 1 : 0);
		case Command.OneWireWrite:
			oneWire.line(id).write(payload);
			return NOTHING;
		case Command.OneWireRead:
			return oneWire.line(id).read(value);
		case Command.OneWireSearch:
			return Uint8Array.from(
				oneWire
					.line(id)
					.search()
					.flatMap((rom) => [...rom]),
			);
		case Command.UartOpen:
			uarts.port(id).open(value);
			return NOTHING;
		case Command.UartWrite:
			uarts.port(id).write(payload, clock.ticks);
			return NOTHING;
		case Command.UartRead:
			return uarts.port(id).read(value, clock.ticks);
		case Command.UartClose:
			uarts.port(id).close();
			return NOTHING;
	}
}
